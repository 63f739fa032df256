import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinProblem } from './pins.ts'

const ROSA = { born: '1990-05-03', documentNumber: '10117410', phone: '+51987654321' }

test('trivial PINs are refused when choosing one', () => {
  for (const pin of ['111111', '000000', '123456', '654321', '987654', '121212', '123123', '112233', '123321', '246802', '135791', '159753', '111222', '890123']) {
    assert.match(pinProblem(pin, ROSA)?.es ?? '', /primeras que alguien probaría/, pin)
  }
})

test('the birth date is refused in every order, and so are the document and the phone', () => {
  for (const pin of ['030590', '050390', '900503', '199005', '051990']) assert.match(pinProblem(pin, ROSA)?.es ?? '', /fecha de nacimiento/, pin)
  for (const pin of ['101174', '117410']) assert.match(pinProblem(pin, ROSA)?.es ?? '', /documento/, pin)
  assert.match(pinProblem('765432', { ...ROSA, phone: '+51976543201' })?.es ?? '', /primeras|celular/)
})

test('anything but six digits is refused and ordinary PINs are accepted', () => {
  for (const pin of ['12345', '1234567', 'abcdef', '', '12 456']) assert.match(pinProblem(pin, ROSA)?.es ?? '', /6 números/, pin)
  for (const pin of ['274951', '803614', '550173', '906128']) assert.equal(pinProblem(pin, ROSA), null, pin)
})

test('at least 99 of 100 PINs may be chosen', () => {
  let allowed = 0
  for (let i = 0; i < 1_000_000; i += 7) if (pinProblem(String(i).padStart(6, '0'), ROSA) === null) allowed++
  assert.ok(allowed / (1_000_000 / 7) > 0.99, String(allowed))
})
