import { ApplyFinding } from './apply-finding.js';
import { AstrayMessages } from './astray-messages.js';
import { AskChange } from './ask-change.js';
import { AskResults } from './ask-results.js';
import { AskTarget } from './ask-target.js';
import { ClosedBatches } from './closed-batches.js';
import { ConfirmChange } from './confirm-change.js';
import { CsvHandOver } from './csv.hand-over.js';
import { AnswerDoor } from '../dead-letter/answer-door.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryTasks } from './delivery-tasks.js';
import { HandOverController } from './hand-over.controller.js';
import { HandOverAuthority } from './hand-over-authority.js';
import { HandOverChangeRepository } from './hand-over-change.repository.js';
import { HandOverChangeService } from './hand-over-change.service.js';
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
import { SaveSetting } from './save-setting.js';
import { SecondPerson } from './second-person.js';
import { SettleAttempts } from './settle-attempts.js';
import { SiftResults } from './sift-results.js';
import { UnreleasedFiles } from './unreleased-files.js';
import { UntakenBatches } from './untaken-batches.js';
import { WebhookClient } from './webhook-client.js';
import { WebhookCourier } from './webhook-courier.js';
import { WebhookHandOver } from './webhook.hand-over.js';
import { WebhookSecretService } from './webhook-secret.service.js';
import { WebhookSecrets } from './webhook-secrets.js';

export const HAND_OVER_CONTROLLERS = [HandOverController, PayoutFileController];
export const HAND_OVER_PROVIDERS = [
  AnswerDoor,
  ApplyFinding,
  AskChange,
  AstrayMessages,
  AskResults,
  AskTarget,
  ClosedBatches,
  ConfirmChange,
  CsvHandOver,
  DeliveryService,
  DeliveryTasks,
  HandOverAuthority,
  HandOverChangeRepository,
  HandOverChangeService,
  HandOverMessageRepository,
  HandOverService,
  HandOverTargetRepository,
  HandOvers,
  PayoutFileRepository,
  PayoutFileService,
  RabbitMqHandOver,
  ReleaseDue,
  RenewFiles,
  SaveSetting,
  SecondPerson,
  SettleAttempts,
  SiftResults,
  UnreleasedFiles,
  UntakenBatches,
  WebhookClient,
  WebhookCourier,
  WebhookHandOver,
  WebhookSecretService,
  WebhookSecrets,
];
