function baseOptions(url: string) {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 && { db: Number(pathname.slice(1)) }),
    ...(protocol === 'rediss:' && { tls: {} }),
    retryStrategy: (attempt: number) => Math.min(attempt * 50, 1000),
  };
}

/** For commands inside a request: an answer or an error within a second, never a queue of waiting commands. */
export function commandConnection(url: string) {
  return {
    ...baseOptions(url),
    enableOfflineQueue: false,
    commandTimeout: 1000,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
  };
}

/** For adding jobs: fails fast, so that the caller can leave the work to the sweeper. */
export function producerConnection(url: string) {
  return { ...baseOptions(url), enableOfflineQueue: false, commandTimeout: 1000, maxRetriesPerRequest: 1 };
}

/** For BullMQ workers: waits for Redis however long it is away. */
export function workerConnection(url: string) {
  return { ...baseOptions(url), maxRetriesPerRequest: null };
}
