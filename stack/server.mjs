import { stopProcess } from './process.mjs';

/** A database server, or nginx, as a process of the stack. When it was stopped, or died, it starts again: same port, same data. */
export class Server {
  #launch;
  #process;

  /** `launch` starts the process and resolves when it serves; `facts` are what the stack tells about it. */
  constructor({ launch, signal = 'SIGTERM', graceSeconds, ...facts }) {
    this.#launch = launch;
    this.signal = signal;
    this.graceSeconds = graceSeconds;
    Object.assign(this, facts);
  }

  static async started(options) {
    const server = new Server(options);
    await server.start();
    return server;
  }

  get pid() {
    return this.#process?.pid;
  }

  async start() {
    if (this.#process && !this.#process.exited) return;
    this.#process = await this.#launch();
  }

  stop = async () => {
    const { signal, graceSeconds } = this;
    if (this.#process) await stopProcess(this.#process, { signal, graceSeconds });
  };
}
