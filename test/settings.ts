/** Nothing in a test database outlives the run, so nothing waits for the disk. */
export const TEST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
