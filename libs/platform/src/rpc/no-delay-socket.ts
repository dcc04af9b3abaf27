import type { Socket } from 'node:net';
import { JsonSocket } from '@nestjs/microservices';

/** Nest leaves Nagle's algorithm on, which holds small answers back for milliseconds. */
export class NoDelaySocket extends JsonSocket {
  constructor(socket: Socket) {
    super(socket);
    socket.setNoDelay(true);
  }
}
