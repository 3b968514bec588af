import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What the route answers, for the OpenAPI document. */
export const Answers = (schema: z.ZodType, status = 200) =>
  applyDecorators(ApiResponse({ status, description: '', standardSchema: schema }));
