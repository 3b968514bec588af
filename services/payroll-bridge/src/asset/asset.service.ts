import { Injectable } from '@nestjs/common';
import type { AssetPage, AssetView, PutAsset } from '@goalbeat/contracts/payroll/asset-http';
import type { PageQuery } from '@goalbeat/contracts/wire';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { AssetRepository, type AssetRow } from './asset.repository.js';

type View = z.infer<typeof AssetView>;

@Injectable()
export class AssetService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly assets: AssetRepository,
    private readonly authority: MoneyAuthority,
  ) {}

  /** By code. */
  list(principal: Principal, query: z.infer<typeof PageQuery>): Promise<z.infer<typeof AssetPage>> {
    requireScopes(principal, 'payroll.asset.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(await this.assets.list(tx, after, query.limit), query.limit, view, (row) => [row.code]),
    );
  }

  /**
   * Declares an asset, or says another name of it; its decimals stay once a pay plan is in it. The same again changes nothing.
   * @throws forbidden, stale-version, wrong-state (in use), unavailable
   */
  async put(asked: CommandRequest, code: string, body: z.infer<typeof PutAsset>): Promise<View> {
    const command = await this.authority.confirm(asked, 'payroll.asset.write');
    const { principal } = command;
    requireMay(principal, 'payroll.asset.write', { tenantId: principal.tenantId });
    return this.uow.command(command, async (tx) => {
      const before = await this.assets.lock(tx, code);
      const { name, decimals } = body;
      if (before !== undefined && body.version === undefined && before.name === name && before.decimals === decimals) {
        tx.changedNothing();
        return view(before);
      }
      if (body.version !== before?.version) throw stale(before);
      if (before?.used === true && before.decimals !== decimals) {
        throw new DomainError('wrong-state', 'A pay plan is in it, so its decimals stay: declare another asset.', {
          field: 'decimals',
          details: { decimals: before.decimals },
        });
      }
      const updatedAt = await this.org.now(tx);
      const row = { code, name, decimals, updatedAt };
      const saved = before === undefined ? await this.assets.create(tx, row) : await this.assets.change(tx, row);
      if (saved === undefined) throw stale(undefined);
      tx.log({
        subjectKind: 'asset',
        subjectId: code,
        action: before === undefined ? 'created' : 'changed',
        ...actorOf(principal),
        at: updatedAt,
        details: { code, name, decimals, version: saved.version },
      });
      return view(saved);
    });
  }
}

const view = (row: AssetRow): View => row;

const stale = (before: AssetRow | undefined): DomainError =>
  new DomainError('stale-version', 'The asset was changed meanwhile: read it again and send its version.', {
    field: 'version',
    details: { version: before?.version ?? null },
  });
