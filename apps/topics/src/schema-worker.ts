import { parentPort } from 'node:worker_threads';
import { type Draft, examine } from './contracts/examine';

/** The thread in which schemas of partners are compiled: it examines one and is ended. */
parentPort!.once('message', (draft: Draft) => parentPort!.postMessage(examine(draft)));
parentPort!.postMessage('ready');
