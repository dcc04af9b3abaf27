import { cpus } from 'node:os';

export const percentile = (sorted, share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
export const median = (values) =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
const ms = (value) => value.toFixed(1).padStart(8);

export function line(name, values) {
  const sorted = values.toSorted();
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => ms(percentile(sorted, share)));
  return `${name.padEnd(12)} p50 ${p50}   p95 ${p95}   p99 ${p99}   ms`;
}

/** Prints the figures of one run. */
export function printReport({ options, result, cpu, servers }) {
  const total = Object.values(cpu).reduce((sum, time) => sum + time, 0);
  const share = (time) => `${((time * 1000) / result.deliveries).toFixed(2)} ms`;
  const pace =
    options.rate > 0 ? `${options.rate}/s` : `as fast as answered, ${options.concurrency} in flight`;
  const binaries = Object.entries(servers).map(([name, server]) => `${name} ${server.kind ?? ''}`.trim());
  process.stdout.write(
    [
      '',
      `${result.messages} messages of ${options.size} bytes to ${options.subscribers} subscriber(s), ${pace}; ${cpus().length} cores, load included`,
      `servers: ${binaries.join(', ')}`,
      line('publish', result.publish),
      line('end to end', result.endToEnd),
      `throughput   ${Math.round(result.messages / result.seconds)} messages/s, ${Math.round(result.deliveries / result.seconds)} deliveries/s`,
      `CPU          ${total.toFixed(1)} s of server processes = ${share(total)} a delivery`,
      `             ${Object.entries(cpu)
        .map(([name, time]) => `${name} ${share(time)}`)
        .join(', ')}`,
      `published = delivered (${result.deliveries}), ${result.duplicates} delivered again`,
      '',
    ].join('\n'),
  );
}
