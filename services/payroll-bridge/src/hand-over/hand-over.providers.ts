import { CsvHandOver } from './csv.hand-over.js';
import { DeadLetterConsumer } from '../dead-letter/dead-letter.consumer.js';
import { DeadLetterController } from '../dead-letter/dead-letter.controller.js';
import { DeadLetterRepository } from '../dead-letter/dead-letter.repository.js';
import { DeadLetterService } from '../dead-letter/dead-letter.service.js';
import { StrayLetterController } from '../dead-letter/stray-letter.controller.js';
import { StrayLetterService } from '../dead-letter/stray-letter.service.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryTasks } from './delivery-tasks.js';
import { HandOverController } from './hand-over.controller.js';
import { HandOverMessageRepository } from './hand-over-message.repository.js';
import { HandOverService } from './hand-over.service.js';
import { HandOverTargetRepository } from './hand-over-target.repository.js';
import { HandOvers } from './hand-overs.js';
import { PayoutFileController } from './payout-file.controller.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutFileService } from './payout-file.service.js';
import { RabbitMqHandOver } from './rabbitmq.hand-over.js';
import { RenewFiles } from './renew-files.js';
import { ReleaseDue } from './release-due.js';
import { SettleAttempts } from './settle-attempts.js';
import { SiftResults } from './sift-results.js';
import { UnreleasedFiles } from './unreleased-files.js';
import { WebhookClient } from './webhook-client.js';
import { WebhookCourier } from './webhook-courier.js';
import { WebhookHandOver } from './webhook.hand-over.js';
import { WebhookSecrets } from './webhook-secrets.js';

export const HAND_OVER_CONTROLLERS = [
  HandOverController,
  PayoutFileController,
  DeadLetterController,
  StrayLetterController,
];
export const HAND_OVER_PROVIDERS = [
  CsvHandOver,
  DeadLetterConsumer,
  DeadLetterRepository,
  DeadLetterService,
  DeliveryService,
  DeliveryTasks,
  HandOverMessageRepository,
  HandOverService,
  HandOverTargetRepository,
  HandOvers,
  PayoutFileRepository,
  PayoutFileService,
  RabbitMqHandOver,
  ReleaseDue,
  RenewFiles,
  SettleAttempts,
  SiftResults,
  StrayLetterService,
  UnreleasedFiles,
  WebhookClient,
  WebhookCourier,
  WebhookHandOver,
  WebhookSecrets,
];
