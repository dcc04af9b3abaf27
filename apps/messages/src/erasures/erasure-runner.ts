import { Injectable } from '@nestjs/common';
import type { ErasureDocument } from '../mongo/documents';
import { WalkRunner } from '../walks/walk-runner';
import { ErasureSteps } from './erasure-steps';
import { ErasureStore } from './erasure-store';

@Injectable()
export class ErasureRunner extends WalkRunner<ErasureDocument> {
  constructor(
    private readonly steps: ErasureSteps,
    store: ErasureStore,
  ) {
    super(store);
  }

  protected step(id: string): Promise<boolean> {
    return this.steps.step(id);
  }
}
