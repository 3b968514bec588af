import type { paths as AppraisalPaths } from '@goalbeat/api-client/generated/appraisal';
import type { paths as DirectoryPaths } from '@goalbeat/api-client/generated/directory';
import type { paths as GatewayPaths } from '@goalbeat/api-client/generated/gateway';
import type { paths as GoalsPaths } from '@goalbeat/api-client/generated/goals';
import type { paths as PayrollPaths } from '@goalbeat/api-client/generated/payroll';
import createClient from 'openapi-fetch';
import { carry } from './carry.js';

const at = (baseUrl: string) => ({ baseUrl, fetch: carry });

/** One a service, typed by its own document: `answer(goals.GET('/v1/goal-sheets', { params: … }))`. */
export const directory = createClient<DirectoryPaths>(at('/api/directory'));
export const goals = createClient<GoalsPaths>(at('/api/goals'));
export const appraisal = createClient<AppraisalPaths>(at('/api/appraisal'));
export const payroll = createClient<PayrollPaths>(at('/api/payroll'));
export const gateway = createClient<GatewayPaths>(at(''));
