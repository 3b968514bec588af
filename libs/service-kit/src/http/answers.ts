import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What the route answers, for the OpenAPI document. */
export const Answers = (schema: z.ZodType, status = 200) =>
  applyDecorators(ApiResponse({ status, description: '', standardSchema: schema }));

/** A refusal that routes of this kind do not have by themselves, such as a state that a reading depends on. */
export const Refuses = (status: number, description: string) =>
  applyDecorators(
    ApiResponse({
      status,
      description,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
