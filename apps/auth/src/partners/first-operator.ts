import { isUniqueViolation } from '@anika/platform';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthConfig } from '../auth.config';
import { UserEntity } from '../database/user.entity';
import { UsersService } from '../users/users.service';
import { PartnersRepository } from './partners.repository';

/** Makes the first operator at the first start, from OPERATOR_EMAIL and OPERATOR_PASSWORD. */
@Injectable()
export class FirstOperator implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstOperator.name);

  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
    private readonly partners: PartnersRepository,
    private readonly users: UsersService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { OPERATOR_EMAIL: email, OPERATOR_PASSWORD: password } = this.config;
    if (!email || !password || (await this.source.manager.existsBy(UserEntity, { role: 'operator' }))) return;
    const prepared = await this.users.prepare({
      name: 'Operator',
      email: email.toLowerCase(),
      password,
      role: 'operator',
    });
    try {
      await this.source.transaction(async (manager) => {
        const platform = await this.partners.create(manager, 'ANIKA', true);
        await this.users.insert(manager, platform.id, prepared);
      });
      this.logger.log('made the first operator');
    } catch (error) {
      // Another replica that started at the same time made it: there is one platform partner.
      if (!isUniqueViolation(error) && (error as { code?: string }).code !== 'CONFLICT') throw error;
    }
  }
}
