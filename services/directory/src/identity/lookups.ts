import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface Found {
  tenantId: string;
  id: string;
}

/** Look-ups before a tenant is known: database functions that see past row-level security and answer with ids only. */
@Injectable()
export class Lookups {
  constructor(private readonly dataSource: DataSource) {}

  async tenantOfSlug(slug: string): Promise<string | undefined> {
    const rows: { id: string | null }[] = await this.dataSource.query('SELECT tenant_of_slug($1) AS id', [slug]);
    return rows[0]?.id ?? undefined;
  }

  /** Is there a company already, or was there ever one founded with the set-up code? */
  async firstRunOver(): Promise<boolean> {
    const rows: { over: boolean }[] = await this.dataSource.query('SELECT first_run_over() AS over');
    return rows[0]?.over ?? true;
  }

  async tenantOfOidcAttempt(bindingHash: Buffer): Promise<string | undefined> {
    const rows: { id: string | null }[] = await this.dataSource.query('SELECT tenant_of_oidc_attempt($1) AS id', [
      bindingHash,
    ]);
    return rows[0]?.id ?? undefined;
  }

  async sessionOfSecret(hash: Buffer): Promise<Found | undefined> {
    const rows: Found[] = await this.dataSource.query('SELECT tenant_id AS "tenantId", id FROM session_of_secret($1)', [
      hash,
    ]);
    return rows[0];
  }

  async apiKeyOfSecret(hash: Buffer): Promise<Found | undefined> {
    const rows: Found[] = await this.dataSource.query('SELECT tenant_id AS "tenantId", id FROM api_key_of_secret($1)', [
      hash,
    ]);
    return rows[0];
  }
}
