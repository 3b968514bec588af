import type { components } from '@goalbeat/api-client/generated/appraisal';

export type Score = components['schemas']['Score'];
