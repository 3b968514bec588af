import { ApplyFinding } from './findings/apply-finding.js';
import { AstrayMessages } from './webhook/astray-messages.js';
import { AskChange } from './two-people/ask-change.js';
import { AskResults } from './files/ask-results.js';
import { AskTarget } from './settings/ask-target.js';
import { ClosedBatches } from './webhook/closed-batches.js';
import { ConfirmChange } from './two-people/confirm-change.js';
import { CsvHandOver } from './csv.hand-over.js';
import { AnswerDoor } from '../dead-letter/answer-door.js';
import { DeliveryService } from './findings/delivery.service.js';
import { DeliveryTasks } from './findings/delivery-tasks.js';
import { HandOverController } from './hand-over.controller.js';
import { HandOverAuthority } from './two-people/hand-over-authority.js';
import { HandOverChangeRepository } from './two-people/hand-over-change.repository.js';
import { HandOverChangeService } from './two-people/hand-over-change.service.js';
import { HandOverMessageRepository } from './hand-over-message.repository.js';
import { HandOverService } from './settings/hand-over.service.js';
import { HandOverTargetRepository } from './settings/hand-over-target.repository.js';
import { HandOvers } from './hand-overs.js';
import { PayoutFileController } from './files/payout-file.controller.js';
import { PayoutFileRepository } from './files/payout-file.repository.js';
import { PayoutFileService } from './files/payout-file.service.js';
import { RabbitMqHandOver } from './rabbitmq.hand-over.js';
import { RenewFiles } from './files/renew-files.js';
import { ReleaseDue } from './files/release-due.js';
import { SaveSetting } from './settings/save-setting.js';
import { SecondPerson } from './two-people/second-person.js';
import { SettleAttempts } from './webhook/settle-attempts.js';
import { SiftResults } from './files/sift-results.js';
import { UnreleasedFiles } from './files/unreleased-files.js';
import { UntakenBatches } from './untaken-batches.js';
import { WebhookClient } from './webhook/webhook-client.js';
import { WebhookCourier } from './webhook/webhook-courier.js';
import { WebhookHandOver } from './webhook.hand-over.js';
import { WebhookSecretService } from './webhook/webhook-secret.service.js';
import { WebhookSecrets } from './webhook/webhook-secrets.js';

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
