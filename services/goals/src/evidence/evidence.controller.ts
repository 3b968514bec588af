import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { EvidenceView } from '@goalbeat/contracts/goals/sheet-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { EvidenceService } from './evidence.service.js';
import { readUpload } from './read-upload.js';

const UploadQuery = z.object({ goal: Id });

@Controller('v1')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  /** One file, as multipart/form-data. */
  @Post('goal-sheets/:id/evidence')
  @HttpCode(201)
  @Permission('goals.evidence.write')
  @ApiConsumes('multipart/form-data')
  @Answers(EvidenceView, 201)
  async upload(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: UploadQuery }) query: z.infer<typeof UploadQuery>,
    @Req() request: FastifyRequest,
  ) {
    await this.evidence.requireUpload(command.principal, id, query.goal);
    return this.evidence.add(command, id, query.goal, await readUpload(request));
  }

  @Get('evidence/:id')
  @Permission('goals.evidence.read')
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, content } = await this.evidence.read(principal, id);
    await reply
      .header('content-type', file.mediaType)
      .header('content-length', file.bytes)
      // Never shown inside our origin, whatever is in it.
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(content);
  }
}
