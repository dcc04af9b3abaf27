import type { Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export interface HostileAnswer {
  readonly name: string;
  /** What the endpoint does when the request arrives. */
  readonly act: (socket: Socket) => void;
  /** What the attempt says of it. */
  readonly expected: {
    readonly statusCode?: number;
    readonly response?: string;
    readonly error?: { readonly class: string; readonly message: string };
  };
}

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const LAST = `${OK}connection: close\r\n`;
const PART = 'x'.repeat(16_384);
const KEPT = 'x'.repeat(4_096);

const error = (errorClass: string, message: string) => ({ error: { class: errorClass, message } });
const SILENT = error('timeout', 'The endpoint did not answer within 0.4 s.');
const UNENDING = {
  statusCode: 200,
  ...error('timeout', 'The endpoint answered 200, but its answer did not end in 0.4 s.'),
};
const TOO_LARGE = error('too-large-headers', 'The headers of the answer are too large.');
const NOT_HTTP = error('other', 'The answer is not valid HTTP/1.1.');
const INTERIM = error('other', 'The endpoint sent too many interim answers (1xx) before its own.');
const NO_ANSWER = error('reset', 'The endpoint closed the connection without an answer.');
const CUT = {
  statusCode: 200,
  ...error('reset', 'The endpoint answered 200, but closed the connection before its answer was complete.'),
};

/** Ten MB of zeros in ten KB, a thousand times over: 10 GB in 10 MB. */
const BOMB = gzipSync(Buffer.alloc(10 << 20));
const BROTLI_BOMB = brotliCompressSync(Buffer.alloc(32 << 20));

export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  { name: 'nothing', act: () => undefined, expected: SILENT },
  { name: 'nothing, and the request is not read', act: (socket) => void socket.pause(), expected: SILENT },
  { name: 'headers that drip', act: drip(OK, 'x: y\r\n'), expected: SILENT },
  {
    name: 'interim answers without end',
    act: pour('', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000)),
    expected: INTERIM,
  },
  { name: 'a body that drips', act: drip(CHUNKED, '1\r\n.\r\n'), expected: UNENDING },
  {
    name: 'a body whose length never comes',
    act: drip(`${OK}content-length: 1000000\r\n\r\n`, '.'),
    expected: UNENDING,
  },
  { name: 'a chunk extension without end', act: pour(`${CHUNKED}1;a=`, PART), expected: UNENDING },
  { name: 'a body without end', act: pour(`${OK}\r\n`, PART), expected: { statusCode: 200, response: KEPT } },
  {
    name: 'chunks without end',
    act: pour(CHUNKED, `4000\r\n${PART}\r\n`),
    expected: { statusCode: 200, response: KEPT },
  },
  {
    name: 'a gzip bomb',
    act: pour(`${OK}content-encoding: gzip\r\n\r\n`, BOMB, 1_000),
    expected: { statusCode: 200, response: '\0'.repeat(4_096) },
  },
  {
    name: 'a brotli bomb',
    act: (socket) =>
      void socket.end(Buffer.concat([Buffer.from(`${OK}content-encoding: br\r\n\r\n`), BROTLI_BOMB])),
    expected: { statusCode: 200, response: '\0'.repeat(4_096) },
  },
  { name: 'headers without end', act: pour(OK, `x-filler: ${'x'.repeat(1_000)}\r\n`), expected: TOO_LARGE },
  { name: 'a header without end', act: pour(`${OK}x: `, PART), expected: TOO_LARGE },
  {
    name: 'trailers without end',
    act: pour(`${CHUNKED}0\r\n`, `x-filler: ${'x'.repeat(1_000)}\r\n`),
    expected: { statusCode: 200, ...TOO_LARGE },
  },
  { name: 'a reset', act: (socket) => void socket.resetAndDestroy(), expected: NO_ANSWER },
  { name: 'an end', act: (socket) => void socket.end(), expected: NO_ANSWER },
  { name: 'an end within the headers', act: say(`${OK}content-le`), expected: NO_ANSWER },
  {
    name: 'an end within the body',
    act: say(`${OK}content-length: 9\r\n\r\nabc`),
    expected: { ...CUT, response: 'abc' },
  },
  { name: 'an end within a chunk', act: say(`${CHUNKED}9\r\nabc`), expected: { ...CUT, response: 'abc' } },
  {
    name: 'an end before the last chunk',
    act: say(`${CHUNKED}3\r\nabc\r\n`),
    expected: { ...CUT, response: 'abc' },
  },
  {
    name: 'its last words, cut within a chunk',
    act: say(`${LAST}transfer-encoding: chunked\r\n\r\n9\r\nabc`),
    expected: { ...CUT, response: 'abc' },
  },
  {
    name: 'its last words, cut before their length',
    act: say(`${LAST}content-length: 9\r\n\r\nabc`),
    expected: { ...CUT, response: 'abc' },
  },
  {
    name: 'gzip that is none',
    act: say(`${OK}content-encoding: gzip\r\n\r\nplain`),
    expected: { statusCode: 200 },
  },
  {
    name: 'an encoding that nobody knows',
    act: say(`${OK}content-encoding: rot13\r\n\r\ncynva`),
    expected: { statusCode: 200 },
  },
  { name: 'another protocol', act: say('SSH-2.0-OpenSSH_9.2\r\n'), expected: NOT_HTTP },
  { name: 'nothing but 100', act: say('HTTP/1.1 100 Continue\r\n\r\n'), expected: NOT_HTTP },
  { name: 'a status of four digits', act: say('HTTP/1.1 2000 OK\r\n\r\n'), expected: NOT_HTTP },
  { name: 'a NUL in a header', act: say(`${OK}x: a\0b\r\n\r\n`), expected: NOT_HTTP },
  {
    name: 'two lengths',
    act: say(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nab`),
    expected: NOT_HTTP,
  },
  {
    name: 'a length beside chunks',
    act: say(`${OK}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`),
    expected: NOT_HTTP,
  },
  { name: 'a chunk of no size', act: say(`${CHUNKED}zz\r\n`), expected: { statusCode: 200, ...NOT_HTTP } },
  {
    name: 'a change of protocol',
    act: say('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    expected: NOT_HTTP,
  },
];

function say(text: string): (socket: Socket) => void {
  return (socket) => void socket.end(text);
}

function drip(head: string, drop: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(drop), 20);
    socket.on('close', () => clearInterval(timer));
  };
}

/** As fast as the other side takes it, with a turn for others after each part. */
function pour(
  head: string,
  part: string | Buffer,
  times = Number.POSITIVE_INFINITY,
): (socket: Socket) => void {
  return (socket) => {
    let left = times;
    const more = () => {
      if (socket.destroyed) return;
      left -= 1;
      if (left < 0) socket.end();
      else if (socket.write(part)) setImmediate(more);
    };
    socket.on('drain', more).write(head);
    more();
  };
}
