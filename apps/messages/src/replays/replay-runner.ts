import { Injectable } from '@nestjs/common';
import type { ReplayDocument } from '../mongo/documents';
import { Stride } from '../mongo/stride';
import { WalkRunner } from '../walks/walk-runner';
import { ReplaySteps } from './replay-steps';
import { ReplayStore } from './replay-store';

@Injectable()
export class ReplayRunner extends WalkRunner<ReplayDocument> {
  private readonly strides = new Map<string, Stride>();

  constructor(
    private readonly steps: ReplaySteps,
    store: ReplayStore,
  ) {
    super(store);
  }

  protected step(id: string): Promise<boolean> {
    const stride = this.strides.get(id) ?? new Stride();
    this.strides.set(id, stride);
    return this.steps.step(id, stride);
  }

  protected override keepOnly(ids: readonly string[]): void {
    for (const id of this.strides.keys()) if (!ids.includes(id)) this.strides.delete(id);
  }
}
