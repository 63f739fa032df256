/** Ways out of a worker, and into what this browser keeps of hers. */
const DOORS = [
  'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts', 'indexedDB', 'caches', 'BroadcastChannel', 'Worker', 'SharedWorker',
  'navigator', 'postMessage', 'MessageChannel', 'RTCPeerConnection', 'cookieStore', 'storage', 'FileReaderSync', 'Notification', 'webkitRequestFileSystem',
  'webkitRequestFileSystemSync', 'webkitResolveLocalFileSystemURL', 'webkitResolveLocalFileSystemSyncURL', 'FontFace', 'fonts', 'FileSystemHandle', 'scheduler',
] as const

/**
 * Takes away from this worker everything by which a program could read the learner's store, ask our server in her name or leave
 * something for our pages. The worker's own policy (web/assets.ts) forbids what goes over the network once more.
 */
export function closeDoors(): void {
  for (const door of DOORS) {
    for (let holder: object | null = globalThis; holder; holder = Object.getPrototypeOf(holder) as object | null) Reflect.deleteProperty(holder, door)
    Reflect.defineProperty(globalThis, door, { value: undefined, configurable: false, writable: false })
  }
}
