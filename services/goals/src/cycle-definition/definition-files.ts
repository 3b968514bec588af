import { Injectable } from '@nestjs/common';
import { DEFINITION_SCHEMA } from '@goalbeat/contracts/goals/file-schemas';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { FastifyReply } from 'fastify';
import { YAML_TYPE } from '../yaml/accept-yaml.js';
import { writeYaml } from '../yaml/yaml-text.js';
import { CycleDefinitionService } from './cycle-definition.service.js';

/** A definition as a file: what may be in it, and its text. */
@Injectable()
export class DefinitionFiles {
  constructor(private readonly definitions: CycleDefinitionService) {}

  schema(): object {
    return DEFINITION_SCHEMA;
  }

  /** Without a version: the file may be brought to another company. @throws not-found */
  async asYaml(principal: Principal, id: string, reply: FastifyReply): Promise<string> {
    const { code, version, data } = await this.definitions.one(principal, id);
    void reply.header('content-type', `${YAML_TYPE}; charset=utf-8`);
    void reply.header('content-disposition', `attachment; filename="${code}.yaml"`);
    return writeYaml({ code, data }, `Goalbeat cycle definition, version ${version}`);
  }
}
