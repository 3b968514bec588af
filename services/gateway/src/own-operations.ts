import { FirstRun, FirstRunState } from '@goalbeat/contracts/directory/first-run-http';
import { Me, SessionCreated, SignIn } from '@goalbeat/contracts/directory/http';
import { SteppedUp, StepUp } from '@goalbeat/contracts/directory/sign-in-http';
import { Operations } from '@goalbeat/contracts/operations-http';
import { DelaysQuery, MergedDelays, MergedLogPage, MergedLogQuery } from '@goalbeat/contracts/process-log-http';
import { Code } from '@goalbeat/contracts/wire';
import type { Action } from '@goalbeat/domain/access/policy';
import { z } from 'zod';

export const REFUSALS = {
  400: 'A wrong value: `errors` names each field.',
  401: 'Not signed in, or the sign-in is over.',
  403: 'Not yours to see or to do, or not asked by our own page.',
  404: 'There is no such thing.',
  409: 'Not in this state any more.',
  413: 'Larger than this address takes.',
  415: 'This kind of content is not accepted.',
  429: 'Too many requests: wait.',
  503: 'Not available right now: try again in a moment.',
} as const;
export type Refusal = keyof typeof REFUSALS;

export interface OwnOperation {
  method: 'get' | 'post' | 'delete';
  path: string;
  id: string;
  tag: 'session' | 'first-run' | 'process-log' | 'live' | 'operations';
  summary: string;
  /** What it asks of the one who calls, where that is one action of the policy. */
  action?: Action;
  /** Absent: open to everybody. */
  credentials?: readonly ('session' | 'apiKey')[];
  pathParameters?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** By status; a schema is of JSON, a word the media type of a text, null is an answer without content. */
  answers: Readonly<Record<number, z.ZodType | string | null>>;
  refusals: readonly Refusal[];
}

const ANYBODY = ['session', 'apiKey'] as const;
const Health = z.object({ ready: z.boolean(), draining: z.boolean(), directory: z.enum(['up', 'down']) });
const OF_A_BODY = [400, 413, 415] as const;

/** What the gateway itself answers; everything else under /api is the services', each with a document of its own. */
export const OWN_OPERATIONS: readonly OwnOperation[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    id: 'ApiDocument',
    tag: 'operations',
    summary: 'This document',
    answers: { 200: z.record(z.string(), z.unknown()) },
    refusals: [429],
  },
  {
    method: 'post',
    path: '/api/session',
    id: 'ApiSignIn',
    tag: 'session',
    summary:
      'Signs in by number and password; the session’s secret comes as a cookie. A former session of the browser ends',
    body: SignIn,
    answers: { 201: SessionCreated.omit({ secret: true }) },
    refusals: [...OF_A_BODY, 401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/api/session',
    id: 'ApiSession',
    tag: 'session',
    summary: 'Who is signed in, or whose key it is',
    action: 'directory.tenant.read',
    credentials: ANYBODY,
    answers: { 200: Me },
    refusals: [401, 403, 429, 503],
  },
  {
    method: 'delete',
    path: '/api/session',
    id: 'ApiSignOut',
    tag: 'session',
    summary: 'Ends the session and takes the cookie away; also where it was over already',
    answers: { 204: null },
    refusals: [...OF_A_BODY, 401, 403, 429, 503],
  },
  {
    method: 'post',
    path: '/api/session/step-up',
    id: 'ApiStepUp',
    tag: 'session',
    summary: 'Proves again who one is, in the same session',
    credentials: ['session'],
    body: StepUp,
    answers: { 200: SteppedUp },
    refusals: [...OF_A_BODY, 401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/api/session/oidc/{tenant}/start',
    id: 'ApiOidcStart',
    tag: 'session',
    summary: 'Sends the browser to the company’s identity provider; `stepUp=1` renews the session that is open',
    pathParameters: z.object({ tenant: Code }),
    query: z.object({ stepUp: z.enum(['1']).optional() }),
    answers: { 303: null },
    refusals: [401, 403, 404, 429, 503],
  },
  {
    method: 'get',
    path: '/api/session/oidc/callback',
    id: 'ApiOidcCallback',
    tag: 'session',
    summary: 'Where the identity provider sends the browser back to, with parameters of its own choosing',
    answers: { 303: null },
    refusals: [401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/api/first-run',
    id: 'ApiFirstRunState',
    tag: 'first-run',
    summary: 'Is there no company yet, so that the set-up code founds the first one?',
    answers: { 200: FirstRunState },
    refusals: [429, 503],
  },
  {
    method: 'post',
    path: '/api/first-run',
    id: 'ApiFirstRun',
    tag: 'first-run',
    summary: 'Founds the first company with the set-up code and signs its administrator in; closed once there is one',
    body: FirstRun,
    answers: { 201: SessionCreated.omit({ secret: true }) },
    refusals: [...OF_A_BODY, 403, 409, 429, 503],
  },
  {
    method: 'get',
    path: '/api/process-log',
    id: 'ApiProcessLog',
    tag: 'process-log',
    summary: 'The process log of all services as one, in the order of writing',
    action: 'process-log.read',
    credentials: ANYBODY,
    query: MergedLogQuery,
    answers: { 200: MergedLogPage },
    refusals: [400, 401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/api/process-log/delays',
    id: 'ApiProcessLogDelays',
    tag: 'process-log',
    summary: 'Who delayed what: waiting per step and per person',
    action: 'process-log.read',
    credentials: ANYBODY,
    query: DelaysQuery,
    answers: { 200: MergedDelays },
    refusals: [400, 401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/api/operations',
    id: 'ApiOperations',
    tag: 'operations',
    summary: 'How the services are, and what of one’s own company waits, failed, or is not sealed yet',
    action: 'operations.health.read',
    credentials: ANYBODY,
    answers: { 200: Operations },
    refusals: [401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/api/live',
    id: 'ApiLive',
    tag: 'live',
    summary:
      'What changes in one’s company, as server-sent events without end: `state` (LiveState) and `changed` (LiveChange)',
    action: 'directory.tenant.read',
    credentials: ['session'],
    answers: { 200: 'text/event-stream' },
    refusals: [401, 403, 429, 503],
  },
  {
    method: 'get',
    path: '/health/live',
    id: 'HealthLive',
    tag: 'operations',
    summary: 'The process answers',
    answers: { 200: z.object({ alive: z.boolean() }) },
    refusals: [],
  },
  {
    method: 'get',
    path: '/health/ready',
    id: 'HealthReady',
    tag: 'operations',
    summary: 'May requests be sent here?',
    answers: { 200: Health, 503: Health },
    refusals: [],
  },
  {
    method: 'get',
    path: '/metrics',
    id: 'Metrics',
    tag: 'operations',
    summary: 'Figures for Prometheus; for the network inside, not for the public',
    answers: { 200: 'text/plain' },
    refusals: [],
  },
];
