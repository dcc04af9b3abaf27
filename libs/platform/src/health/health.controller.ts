import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Unguarded } from '../http/unguarded.decorator';
import { HealthRegistry, type HealthReport } from './health-registry';

@ApiExcludeController()
@Unguarded()
@Controller('health')
export class HealthController {
  constructor(private readonly registry: HealthRegistry) {}

  /** The process runs. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when it can do its work (perhaps degraded), 503 when a store of its own is down. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await this.registry.report();
    void reply.status(report.status === 'unavailable' ? 503 : 200);
    return report;
  }
}
