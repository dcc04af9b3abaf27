/** The first bytes of what arrives in chunks. One chunk, the usual case, is kept as it is and not copied. */
export class Beginning {
  private buffer: Buffer | undefined;
  private length = 0;
  private owned = false;

  constructor(private readonly maxBytes: number) {}

  add(chunk: Buffer): void {
    if (this.length === this.maxBytes) return;
    if (this.buffer === undefined) {
      this.buffer = chunk.subarray(0, this.maxBytes);
      this.length = this.buffer.length;
      return;
    }
    if (!this.owned) {
      // Holding on to thousands of tiny chunks would cost far more than the limit.
      const whole = Buffer.allocUnsafe(this.maxBytes);
      this.buffer.copy(whole);
      this.buffer = whole;
      this.owned = true;
    }
    this.length += chunk.copy(this.buffer, this.length);
  }

  bytes(): Buffer {
    return this.buffer?.subarray(0, this.length) ?? Buffer.alloc(0);
  }
}
