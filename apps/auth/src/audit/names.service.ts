import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What users, API keys and partners are called today. */
@Injectable()
export class NamesService {
  constructor(private readonly source: DataSource) {}

  /** By id; what does not exist any more has none. */
  async of(ids: readonly string[]): Promise<Record<string, string>> {
    const rows = (await this.source.query(
      `SELECT id, name FROM app_user WHERE id = ANY($1)
       UNION ALL SELECT id, name FROM api_key WHERE id = ANY($1)
       UNION ALL SELECT id, name FROM partner WHERE id = ANY($1)`,
      [ids],
    )) as { id: string; name: string }[];
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }
}
