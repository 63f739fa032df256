import type { House } from '../../feature.ts'
import { onlyParameters } from './parameters.ts'
import type { XapiAnswer, XapiRequest } from './request.ts'

/** 1.0.3 wants 1.0.0 named besides the latest, and its requirements (XAPI-00316) allow a 1.0 client to be told of nothing later than 1.0. */
const VERSIONS_1 = ['1.0.0', '1.0.1', '1.0.2', '1.0.3']
const VERSIONS = [...VERSIONS_1, '2.0.0']

/** Which versions of the specification we speak: for everybody, whatever version the request names (1.0.3 Communication 2.8, 2.0 4.1.6.7). */
export async function about(_house: House, request: XapiRequest): Promise<XapiAnswer> {
  onlyParameters(request)
  const version = /^1\.0(?:\.|$)/.test(request.header('x-experience-api-version') ?? '') ? VERSIONS_1 : VERSIONS
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ version, extensions: {} }) }
}
