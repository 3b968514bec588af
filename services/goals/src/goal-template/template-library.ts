import { Injectable } from '@nestjs/common';
import type { DiffQuery, VersionDiff } from '@goalbeat/contracts/goals/definition-http';
import { TEMPLATE_SCHEMA } from '@goalbeat/contracts/goals/file-schemas';
import { PACK_CODES, type GoalTemplateQuery, type IndicatorPack } from '@goalbeat/contracts/goals/template-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { askedVersions } from '../version/asked-versions.js';
import { versionDiff } from '../version/version-diff.js';
import { writeYaml } from '../yaml/yaml-text.js';
import { GoalTemplateRepository, type Template, type TemplateVersion } from './goal-template.repository.js';
import { goalsOfPack, nameOfPack } from './indicator-packs.js';
import { TemplateUsesReader, type Uses } from './template-uses.js';

/** What there is to choose from, and what it was before. */
@Injectable()
export class TemplateLibrary {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly templates: GoalTemplateRepository,
    private readonly uses: TemplateUsesReader,
  ) {}

  list(principal: Principal, query: z.infer<typeof GoalTemplateQuery>): Promise<Page<Template>> {
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.#read(principal, async (tx) =>
      pageOfRows(
        await this.templates.page(tx, { limit: query.limit + 1, after, jobFamily: query.jobFamily ?? null }),
        query.limit,
        (row) => row,
        (row) => [row.code],
      ),
    );
  }

  /** @throws not-found */
  one(principal: Principal, code: string): Promise<Template> {
    return this.#read(principal, (tx) => this.#found(tx, code));
  }

  /** Newest first. @throws not-found */
  versions(principal: Principal, code: string, query: PageQuery): Promise<Page<TemplateVersion>> {
    const before = query.after === undefined ? null : Number(decodeCursor(query.after, 1)[0]);
    return this.#read(principal, async (tx) => {
      const { id } = await this.#found(tx, code);
      return pageOfRows(
        await this.templates.versions(tx, id, query.limit + 1, before),
        query.limit,
        (row) => row,
        (row) => [row.version],
      );
    });
  }

  /** @throws not-found, validation (from, to) */
  diff(principal: Principal, code: string, asked: z.infer<typeof DiffQuery>): Promise<z.infer<typeof VersionDiff>> {
    return this.#read(principal, async (tx) => {
      const { id, version } = await this.#found(tx, code);
      const { from, to } = askedVersions(asked, version);
      const before = await this.templates.contentOf(tx, id, from);
      return { from, to, changes: versionDiff(before, await this.templates.contentOf(tx, id, to)) };
    });
  }

  /** @throws not-found */
  usesOf(principal: Principal, code: string): Promise<Uses> {
    return this.#read(principal, async (tx) => {
      const template = await this.#found(tx, code);
      return this.uses.of(tx, template, null);
    });
  }

  packs(principal: Principal, language: Language): Page<z.infer<typeof IndicatorPack>> {
    requireScopes(principal, 'goals.template.read');
    const items = PACK_CODES.map((code) => ({
      code,
      name: nameOfPack(code, language),
      goals: goalsOfPack(code, language),
    }));
    return { items, next: null };
  }

  schema(): object {
    return TEMPLATE_SCHEMA;
  }

  /** A file that PUT takes again, here or in another company. @throws not-found */
  async yaml(principal: Principal, code: string): Promise<string> {
    const { name, jobFamily, goals, version } = await this.one(principal, code);
    return writeYaml({ code, name, jobFamily, goals }, `Goalbeat goal template, version ${version}`);
  }

  /** @throws not-found */
  async #found(tx: Tx, code: string): Promise<Template> {
    const template = await this.templates.byCode(tx, code);
    if (template === undefined) throw new DomainError('not-found', 'There is no such template.');
    return template;
  }

  #read<T>(principal: Principal, read: (tx: Tx) => Promise<T>): Promise<T> {
    requireScopes(principal, 'goals.template.read');
    return this.uow.read(principal.tenantId, read);
  }
}
