// Generated from payroll-bridge.json; not to be edited.
export interface paths {
    "/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApprovalsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApprovalsController_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ApprovalsController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ApprovalsController_reassign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ApprovalsController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ApprovalsController_decideMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApprovalsController_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AssetController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assets/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["AssetController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AssetController_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BonusListController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BonusListController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ListExportController_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BonusListController_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/lines/{lineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["BonusListController_edit"];
        trace?: never;
    };
    "/v1/bonus-lists/{id}/lines/{lineId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BonusListController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/lines/{lineId}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["BonusListController_hold"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BonusListController_roundsOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/rounds/{round}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BonusListController_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BonusListController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonus-lists/{id}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BonusListController_whatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bundles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BundlesController_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bundles/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BundlesController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contradictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ContradictionController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contradictions/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ContradictionController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contradictions/{id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ContradictionController_clear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrected-pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CorrectedPayController_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PastCorrectionController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PastCorrectionController_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DeadLetterController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DeadLetterController_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/set-aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DeadLetterController_setAside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HandOverController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOverController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HandOverController_get"];
        put: operations["HandOverController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOverController_correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HandOverController_listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over/changes/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOverController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over/changes/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOverController_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over/changes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOverController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hand-over/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandOverController_newSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/held-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HeldLineController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/held-pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutController_heldPay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StrayLetterController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/dead-letters/{id}/attribute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["StrayLetterController_attribute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/dead-letters/{id}/set-aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["StrayLetterController_setAside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LedgerController_balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LedgerController_journal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/off-cycle-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayoutRunController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/off-cycle-runs/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CorrectionController_correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/off-cycle-runs/corrections/bands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CorrectionController_bands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/off-cycle-runs/held-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayoutRunController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OperationsController_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OperationsController_failing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OperationsController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayPlanController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-plans/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayPlanController_get"];
        put: operations["PayPlanController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayoutController_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutFileController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutFileController_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-files/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayoutFileController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-files/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayoutFileController_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/process-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ProcessLogController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/process-log/delays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DelaysController_delays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ReconciliationController_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ReconciliationController_list"];
        put?: never;
        post: operations["ReconciliationController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/republications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RepublicationController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutRunController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutRunController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stop-switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StopSwitchController_view"];
        put?: never;
        post: operations["StopSwitchController_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stop-switch/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["StopSwitchController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stop-switch/release-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["StopSwitchController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TasksController_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unknown-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PayoutController_listUnknown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unknown-answers/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayoutController_settleUnknown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptPayrollsWord: {
            reason: string;
            version: number;
        };
        Amount: {
            amount: string;
            currency: string;
        };
        AnswerTaken: {
            /** @enum {string} */
            outcome: "applied" | "repeated" | "contradiction" | "unknown-payout";
        };
        ApprovalDetail: {
            ahead: {
                name: string;
                stepId: string;
            }[];
            /** Format: date-time */
            closedAt: string | null;
            /** Format: uuid */
            cycleId: string | null;
            /** Format: date-time */
            dueAt: string | null;
            history: {
                action: string;
                actorId: string | null;
                /** @enum {string} */
                actorKind: "person" | "key" | "service" | "deadline";
                /** Format: date-time */
                at: string;
                channel: string;
                /** Format: date-time */
                dueAt: string | null;
                onBehalfOf: string | null;
                reason: string | null;
                /** Format: date-time */
                startedAt: string | null;
            }[];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            openedAt: string;
            /** Format: uuid */
            ownerId: string | null;
            /** Format: uuid */
            requesterId: string | null;
            round: number;
            /** @enum {string} */
            state: "open" | "approved" | "returned" | "rejected" | "withdrawn" | "handed-to-hr";
            stepId: string | null;
            steps: components["schemas"]["ApprovalStepView"][];
            subjectId: string;
            subjectKind: string;
            title: string;
            /** Format: uuid */
            unitId: string | null;
            version: number;
        };
        ApprovalPage: {
            items: components["schemas"]["ApprovalView"][];
            next: string | null;
        };
        ApprovalStepView: {
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            dueAt: string | null;
            name: string;
            /** Format: date-time */
            openedAt: string;
            skipped: {
                /** Format: uuid */
                personId: string;
                why: string;
            }[];
            /** @enum {string} */
            state: "open" | "approved" | "returned" | "rejected" | "withdrawn";
            stepId: string;
            tasks: components["schemas"]["StepTaskView"][];
            timedOut: boolean;
        };
        ApprovalSummary: {
            decided: number;
            delegated: number;
            escalated: number;
            late: {
                /** Format: uuid */
                approvalId: string | null;
                /** Format: uuid */
                assigneeId: string;
                /** Format: date-time */
                dueAt: string;
                subjectId: string;
                subjectKind: string;
                /** Format: uuid */
                taskId: string;
                title: string;
                /** Format: uuid */
                unitId: string | null;
            }[];
            opened: number;
            reminded: number;
            returned: number;
            timedOut: number;
        };
        ApprovalView: {
            /** Format: date-time */
            closedAt: string | null;
            /** Format: uuid */
            cycleId: string | null;
            /** Format: date-time */
            dueAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            openedAt: string;
            /** Format: uuid */
            ownerId: string | null;
            /** Format: uuid */
            requesterId: string | null;
            round: number;
            /** @enum {string} */
            state: "open" | "approved" | "returned" | "rejected" | "withdrawn" | "handed-to-hr";
            stepId: string | null;
            subjectId: string;
            subjectKind: string;
            title: string;
            /** Format: uuid */
            unitId: string | null;
            version: number;
        };
        AskReconciliation: {
            /** Format: uuid */
            cycle?: string;
        };
        AskRelease: {
            reason: string;
            /** Format: uuid */
            stop: string;
            version: number;
        };
        Asset: {
            code: string;
            decimals: number;
            name: string;
            /** Format: date-time */
            updatedAt: string;
            used: boolean;
            version: number;
        };
        AssetBalance: {
            asset: {
                code: string;
                name: string;
            };
            /** Format: date-time */
            at: string;
            balance: components["schemas"]["Amount"];
            held: components["schemas"]["Amount"];
            /** Format: uuid */
            personId: string;
            personName: string;
            personNumber: string;
        };
        AttributedDeadLetter: {
            body: string;
            bytes: number;
            cause: string;
            detail: string;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: uuid */
            id: string;
            queue: string;
            reason: string | null;
            /** Format: date-time */
            settledAt: string | null;
            /** @enum {string} */
            state: "open" | "replayed" | "set-aside" | "attributed";
            /** Format: uuid */
            tenantId: string;
        };
        BonusLine: {
            amount: components["schemas"]["Amount"];
            band: string;
            /** @enum {string} */
            cause: "signed" | "signed-again" | "released" | "delta-up";
            /** Format: uuid */
            claimId: string;
            computed: components["schemas"]["Amount"];
            explain: components["schemas"]["ExplainStep"][];
            heldReason: string | null;
            /** Format: uuid */
            id: string;
            lastAmount: components["schemas"]["Amount"] | null;
            /** Format: uuid */
            listId: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            personNumber: string;
            reason: string;
            score: string;
            /** @enum {string} */
            state: "ready" | "held" | "signed" | "paid" | "rejected" | "reversed";
            stillHeld: components["schemas"]["Amount"] | null;
            /** Format: uuid */
            unitId: string;
            version: number;
            words: string[];
        };
        BonusList: {
            /** Format: uuid */
            approvalId: string | null;
            budget: components["schemas"]["Amount"] | null;
            currency: string;
            /** Format: uuid */
            cycleId: string | null;
            hash: string | null;
            held: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "cycle" | "off-cycle";
            lastTotal: components["schemas"]["Amount"] | null;
            lines: number;
            /** Format: uuid */
            makerId: string | null;
            /** @enum {string} */
            part: "main" | "signers";
            period: string;
            /** Format: uuid */
            runId: string;
            /** @enum {string} */
            state: "draft" | "submitted" | "returned" | "signed" | "handed-over" | "settled" | "cancelled";
            total: components["schemas"]["Amount"];
            version: number;
        };
        BonusListRounds: {
            items: {
                /** Format: uuid */
                approvalId: string;
                hash: string;
                held: number;
                lines: number;
                /** Format: uuid */
                makerId: string;
                round: number;
                /** Format: date-time */
                submittedAt: string;
                total: components["schemas"]["Amount"];
            }[];
        };
        BundleView: {
            changed: number;
            /** Format: uuid */
            cycleId: string;
            /** Format: date-time */
            dueAt: string | null;
            /** Format: uuid */
            id: string;
            items: {
                /** Format: uuid */
                approvalId: string;
                changed: boolean;
                /** Format: date-time */
                dueAt: string | null;
                subjectId: string;
                /** Format: uuid */
                taskId: string;
                taskVersion: number;
                title: string;
            }[];
            /** Format: uuid */
            onBehalfOf: string | null;
            open: number;
            stepId: string;
            stepName: string;
            subjectKind: string;
            /** Format: uuid */
            unitId: string;
        };
        CancelLine: {
            reason: string;
            version: number;
        };
        ClearContradiction: {
            reason: string;
            version: number;
        };
        ConfirmHandOverChange: {
            reason?: string;
            version: number;
        };
        Contradiction: {
            amount: components["schemas"]["Amount"];
            /** Format: date-time */
            askedAt: string | null;
            /** Format: uuid */
            askedBy: string | null;
            /** @enum {string|null} */
            askedFor: "clear" | "accept" | null;
            askedReason: string | null;
            /** @enum {string|null} */
            closedAs: "cleared" | "accepted" | "taken-back" | null;
            /** Format: date-time */
            closedAt: string | null;
            /** Format: uuid */
            closedBy: string | null;
            /** Format: uuid */
            id: string;
            needsTwo: boolean;
            /** Format: date-time */
            openedAt: string;
            ours: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                state: "requested" | "handed-over" | "accepted" | "paid" | "rejected" | "unknown" | "reversed";
            };
            /** Format: uuid */
            payoutId: string;
            period: string;
            personNumber: string;
            reason: string | null;
            /** Format: uuid */
            runId: string;
            said: {
                amount: {
                    amount: string;
                    currency: string;
                } | null;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                outcome: "accepted" | "paid" | "rejected";
            };
            version: number;
        };
        CorrectedLine: {
            after: components["schemas"]["Amount"];
            before: components["schemas"]["Amount"];
            /** Format: uuid */
            claimId: string;
            difference: components["schemas"]["Amount"];
            /** Format: uuid */
            id: string;
            paidBy: {
                /** Format: uuid */
                lineId: string;
                /** Format: uuid */
                listId: string;
                /** Format: uuid */
                runId: string;
                state: string;
            } | null;
            /** Format: uuid */
            personId: string;
            personName: string;
            personNumber: string;
            postings: {
                amount: components["schemas"]["Amount"];
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                cause: "signed" | "signed-again" | "held" | "released" | "handed-over" | "paid" | "rejected" | "delta-up" | "delta-down" | "delta-back" | "rejected-down" | "rejected-up" | "rejected-back" | "held-down" | "set-off" | "recovered" | "reversed";
                credit: string;
                debit: string;
            }[];
            score: {
                band: string;
                evidence: string;
                score: string;
            } | null;
        };
        CorrectedPay: {
            /** Format: uuid */
            claimId: string;
            corrections: {
                after: components["schemas"]["Amount"];
                /** Format: date-time */
                at: string;
                before: components["schemas"]["Amount"];
                /** @enum {string} */
                cause: "score" | "scores-republished" | "pay-plan" | "others";
                difference: components["schemas"]["Amount"];
                explain: components["schemas"]["ExplainStep"][];
                /** Format: uuid */
                id: string;
                message: string | null;
                reason: string;
                score: {
                    band: string;
                    before: {
                        band: string;
                        score: string;
                    };
                    score: string;
                } | null;
                words: string[];
            }[];
            /** Format: uuid */
            cycleId: string | null;
            first: components["schemas"]["Amount"];
            keptBack: {
                by: {
                    amount: components["schemas"]["Amount"];
                    /** Format: date-time */
                    at: string;
                    period: string;
                }[];
                open: components["schemas"]["Amount"];
                settled: components["schemas"]["Amount"];
                total: components["schemas"]["Amount"];
            } | null;
            now: components["schemas"]["Amount"];
            period: string;
            takenOff: components["schemas"]["Amount"] | null;
        };
        Correction: {
            added: {
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
            }[];
            counts: {
                added: number;
                down: number;
                givenUp: number;
                kept: number;
                missing: number;
                noRate: number;
                notSigned: number;
                overrides: number;
                unchanged: number;
                up: number;
            };
            /** Format: uuid */
            cycleId: string;
            fingerprint: string;
            /** Format: uuid */
            id: string | null;
            kept: {
                byHand: {
                    band: string;
                    evidence: string;
                    score: string;
                };
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
                published: {
                    band: string;
                    evidence: string | null;
                    score: string;
                };
            }[];
            lines: {
                after: components["schemas"]["Amount"];
                before: components["schemas"]["Amount"];
                /** Format: uuid */
                claimId: string;
                difference: components["schemas"]["Amount"];
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
            }[];
            missing: {
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
            }[];
            noRate: {
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
                why: string;
            }[];
            open: {
                /** Format: uuid */
                batchId: string;
                publication: number;
            } | null;
            overrides: {
                byHand: {
                    band: string;
                    evidence: string;
                    score: string;
                };
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
                published: {
                    band: string;
                    evidence: string | null;
                    score: string;
                };
            }[];
            payPlan: {
                code: string;
                version: number;
            };
            runIds: string[];
            totals: {
                back: components["schemas"]["Amount"];
                down: components["schemas"]["Amount"];
                up: components["schemas"]["Amount"];
            }[];
        };
        CorrectionBands: {
            bands: string[];
        };
        CorrectPayments: {
            /** Format: uuid */
            batchId?: string;
            /** Format: uuid */
            cycleId: string;
            dryRun: boolean;
            fingerprint?: string;
            message?: string;
            payPlan?: {
                code: string;
                version?: number;
            };
            reason: string;
            /** @default [] */
            scores: {
                band: string;
                evidence: string;
                /** Format: uuid */
                personId: string;
                score: string;
            }[];
        };
        CorrectRunAddress: {
            /** @default false */
            deduplicates: boolean;
            /** Format: uri */
            queryUrl?: string;
            reason: string;
            /** Format: uuid */
            runId: string;
            /** Format: uri */
            url: string;
        };
        CreateOffCycleRun: {
            payoutIds: string[];
            reason: string;
        };
        DeadLetter: {
            body: string;
            bytes: number;
            cause: string;
            detail: string;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: uuid */
            id: string;
            queue: string;
            reason: string | null;
            /** Format: date-time */
            settledAt: string | null;
            /** @enum {string} */
            state: "open" | "replayed" | "set-aside" | "attributed";
        };
        DecideBody: {
            comment?: string;
            /** @enum {string} */
            decision: "approve" | "return" | "reject";
            items?: components["schemas"]["ItemDecision"][];
            /** Format: uuid */
            taskId?: string;
            taskVersion: number;
        };
        DecideBundleBody: {
            comment?: string;
            /** @enum {string} */
            decision: "approve" | "return" | "reject";
            /** @default [] */
            except: string[];
            seen: {
                /** Format: uuid */
                approvalId: string;
                taskVersion: number;
            }[];
        };
        DecideBundleResult: {
            left: number;
            results: {
                /** Format: uuid */
                approvalId: string;
                code?: string;
                detail?: string;
                ok: boolean;
                /** @enum {string} */
                state?: "open" | "approved" | "returned" | "rejected" | "withdrawn" | "handed-to-hr";
            }[];
        };
        DecideDeliveries: {
            /** @enum {string} */
            finding: "send-again" | "payroll-has-it" | "never-seen" | "give-up" | "payroll-paid-it" | "payroll-rejected-it";
            payoutIds: string[];
            reason: string;
        };
        DecideManyBody: {
            decisions: {
                /** Format: uuid */
                approvalId: string;
                comment?: string;
                /** @enum {string} */
                decision: "approve" | "return" | "reject";
                items?: components["schemas"]["ItemDecision"][];
                /** Format: uuid */
                taskId?: string;
                taskVersion: number;
            }[];
        };
        DecideManyResult: {
            results: {
                /** Format: uuid */
                approvalId: string;
                code?: string;
                detail?: string;
                ok: boolean;
                /** @enum {string} */
                state?: "open" | "approved" | "returned" | "rejected" | "withdrawn" | "handed-to-hr";
            }[];
        };
        DecisionResult: {
            /** Format: uuid */
            approvalId: string;
            /** @enum {string} */
            state: "open" | "approved" | "returned" | "rejected" | "withdrawn" | "handed-to-hr";
            stepId: string | null;
            version: number;
        };
        Delays: {
            /** Format: date-time */
            at: string;
            people: components["schemas"]["PersonDelay"][];
            steps: components["schemas"]["StepDelay"][];
            waits: components["schemas"]["StepWait"][];
        };
        DeliveriesDecided: {
            asked: number;
            /** Format: uuid */
            changeId: string | null;
            decided: number;
            unchanged: number;
        };
        Delivery: {
            attempts: number;
            /** Format: uuid */
            batchId: string;
            /** Format: date-time */
            changedAt: string;
            error: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "payout" | "batch";
            /** Format: date-time */
            nextAt: string | null;
            /** Format: uuid */
            runId: string;
            /** @enum {string} */
            state: "waiting" | "in-flight" | "unclear" | "refused" | "delivered" | "given-up";
            status: number | null;
            /** @enum {string} */
            way: "rabbitmq" | "webhook" | "csv";
        };
        EditLine: {
            /** @enum {string} */
            action: "adjust" | "hold" | "release";
            amount?: components["schemas"]["Amount"];
            reason: string;
            version: number;
        };
        ExplainStep: {
            code: string;
            result: string;
            values: {
                [key: string]: string;
            };
        };
        FailingMessage: {
            about: string;
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            destination: "events" | "workflows";
            error: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            nextAttemptAt: string | null;
            what: string;
        };
        FailingMessagePage: {
            items: components["schemas"]["FailingMessage"][];
            next: string | null;
        };
        FxRate: {
            /** Format: date */
            asOf: string;
            from: string;
            rate: string;
            source: string;
            to: string;
        };
        HandOver: {
            deduplicates: boolean;
            /** Format: date-time */
            previousSecretUntil: string | null;
            queryUrl: string | null;
            releaseWithinHours: number;
            /** Format: date-time */
            secretMadeAt: string | null;
            url: string | null;
            version: number;
            /** @enum {string} */
            way: "rabbitmq" | "webhook" | "csv";
        };
        HandOverChange: {
            address: {
                present: {
                    deduplicates: boolean;
                    queryUrl: string | null;
                    url: string | null;
                };
                /** Format: uuid */
                runId: string;
                wanted: {
                    deduplicates: boolean;
                    queryUrl: string | null;
                    url: string | null;
                };
            } | null;
            /** Format: date-time */
            askedAt: string;
            /** Format: uuid */
            askedBy: string;
            askedOf: string[];
            /** Format: date-time */
            decidedAt: string | null;
            /** Format: uuid */
            decidedBy: string | null;
            decisionReason: string | null;
            finding: {
                /** @enum {string} */
                finding: "send-again" | "payroll-has-it" | "never-seen" | "give-up" | "payroll-paid-it" | "payroll-rejected-it";
                payouts: {
                    amount: components["schemas"]["Amount"];
                    /** Format: uuid */
                    payoutId: string;
                    period: string;
                    personNumber: string;
                }[];
            } | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "setting" | "address" | "finding" | "secret" | "results";
            reason: string | null;
            results: {
                /** Format: uuid */
                fileId: string;
                payouts: {
                    amount: components["schemas"]["Amount"];
                    /** Format: uuid */
                    payoutId: string;
                    period: string;
                    personNumber: string;
                }[];
            } | null;
            setting: {
                present: {
                    deduplicates: boolean;
                    queryUrl: string | null;
                    releaseWithinHours: number;
                    url: string | null;
                    /** @enum {string} */
                    way: "rabbitmq" | "webhook" | "csv";
                };
                wanted: {
                    deduplicates: boolean;
                    queryUrl: string | null;
                    releaseWithinHours: number;
                    url: string | null;
                    /** @enum {string} */
                    way: "rabbitmq" | "webhook" | "csv";
                };
            } | null;
            /** @enum {string} */
            state: "open" | "confirmed" | "refused" | "withdrawn" | "overtaken";
            version: number;
        };
        HandOverSecret: {
            /** Format: date-time */
            previousSecretUntil: string | null;
            secret: string;
        };
        HeldLine: {
            amount: components["schemas"]["Amount"];
            band: string;
            /** @enum {string} */
            cause: "signed" | "signed-again" | "released" | "delta-up";
            /** Format: uuid */
            claimId: string;
            computed: components["schemas"]["Amount"];
            explain: components["schemas"]["ExplainStep"][];
            heldReason: string | null;
            /** Format: uuid */
            id: string;
            lastAmount: components["schemas"]["Amount"] | null;
            /** Format: uuid */
            listId: string;
            period: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            personNumber: string;
            reason: string;
            score: string;
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            state: "ready" | "held" | "signed" | "paid" | "rejected" | "reversed";
            stillHeld: components["schemas"]["Amount"] | null;
            /** Format: uuid */
            unitId: string;
            version: number;
            words: string[];
        };
        HeldPay: {
            amount: components["schemas"]["Amount"];
            explain: components["schemas"]["ExplainStep"][];
            /** Format: date-time */
            givenUpAt: string | null;
            /** Format: uuid */
            lineId: string;
            period: string;
            reason: string;
            /** Format: date-time */
            since: string;
            words: string[];
        };
        HoldLine: {
            held: boolean;
            reason: string;
            version: number;
        };
        ItemDecision: {
            comment?: string;
            /** @enum {string} */
            decision: "approve" | "return" | "reject";
            itemId: string;
        };
        LedgerBalances: {
            items: {
                /** @enum {string} */
                account: "bonus-expense" | "bonus-payable" | "held-payable" | "in-transit" | "paid-out" | "rejected-payable" | "set-off";
                balance: components["schemas"]["Amount"];
                credit: components["schemas"]["Amount"];
                currency: string;
                debit: components["schemas"]["Amount"];
            }[];
        };
        MessageRetried: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            nextAttemptAt: string;
        };
        OutboxFigures: {
            /** @enum {string} */
            destination: "events" | "workflows";
            failing: number;
            held: number;
            /** Format: date-time */
            oldestAt: string | null;
            waiting: number;
        };
        PastCorrection: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            byId: string;
            byName: string;
            changed: number;
            /** Format: uuid */
            cycleId: string;
            /** Format: uuid */
            id: string;
            message: string | null;
            no: number;
            payPlan: {
                code: string;
                version: number;
            };
            period: string;
            reason: string;
            totals: {
                down: components["schemas"]["Amount"];
                up: components["schemas"]["Amount"];
            }[];
        };
        Payout: {
            amount: components["schemas"]["Amount"];
            /** Format: date-time */
            answeredAt: string | null;
            explain: components["schemas"]["ExplainStep"][];
            givenUp: {
                amount: components["schemas"]["Amount"];
                /** Format: date-time */
                at: string;
                reason: string;
            } | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            lineId: string;
            /** Format: date-time */
            paidAt: string | null;
            period: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            personNumber: string;
            reason: string;
            reference: string | null;
            rejection: {
                code: string;
                text: string;
            } | null;
            /** Format: uuid */
            replaces: string | null;
            /** Format: date-time */
            requestedAt: string;
            /** Format: uuid */
            runId: string;
            /** @enum {string} */
            state: "requested" | "handed-over" | "accepted" | "paid" | "rejected" | "unknown" | "reversed";
            version: number;
            words: string[];
        };
        PayoutAnswer: {
            amount?: components["schemas"]["Amount"];
            answerId: string;
            /** Format: date-time */
            at: string;
            code?: string;
            /** @enum {string} */
            outcome: "accepted" | "paid" | "rejected";
            /** Format: uuid */
            payoutId: string;
            reference?: string;
            /** Format: uuid */
            tenantId: string;
            text?: string;
        };
        PayoutFile: {
            /** Format: uuid */
            batchId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            releasedAt: string | null;
            rows: number;
            /** Format: uuid */
            runId: string;
            sha256: string;
        };
        PayoutRun: {
            currency: string;
            /** Format: uuid */
            cycleId: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "cycle" | "off-cycle";
            lines: number;
            paid: number;
            rejected: number;
            state: string;
            total: components["schemas"]["Amount"];
            unanswered: number;
            version: number;
            workflowId: string;
        };
        PayoutsInFlight: {
            heldBack: number;
            notHandedOver: number;
            withPayroll: number;
        };
        PayoutStop: {
            /** Format: uuid */
            id: string;
            inFlight: components["schemas"]["PayoutsInFlight"];
            /** @enum {string} */
            kind: "switch" | "restored";
            reason: string;
            /** Format: date-time */
            releaseAskedAt: string | null;
            /** Format: uuid */
            releaseAskedBy: string | null;
            releaseReason: string | null;
            /** Format: date-time */
            setAt: string;
            /** Format: uuid */
            setBy: string | null;
            version: number;
        };
        PayPlan: {
            code: string;
            data: components["schemas"]["PayPlanData"];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        PayPlanAward: {
            baseByGrade: {
                [key: string]: string;
            };
            /** @enum {string} */
            kind: "multiplier";
            multiplierByBand: {
                [key: string]: string;
            };
        } | {
            amountByBand: {
                [key: string]: string;
            };
            /** @enum {string} */
            kind: "per-band";
        } | {
            amountByGrade?: {
                [key: string]: string;
            };
            amountPerPoint: string;
            /** @enum {string} */
            kind: "per-point";
        } | {
            amount?: string;
            amountByUnit?: {
                [key: string]: string;
            };
            bandsWithout?: string[];
            baseByGrade: {
                [key: string]: string;
            };
            /** @enum {string} */
            kind: "pool";
        };
        PayPlanData: components["schemas"]["PayPlanV1Data"] | components["schemas"]["PayPlanV2Data"];
        PayPlanV1Data: {
            baseByGrade: {
                [key: string]: string;
            };
            budget?: string;
            cap?: string;
            currency: string;
            finalDecider: string;
            floor?: string;
            leadAbove?: string;
            minimumPayable?: string;
            multiplierByBand: {
                [key: string]: string;
            };
            name: string;
            /** @default true */
            prorate: boolean;
            /** @enum {number} */
            version: 1;
        };
        PayPlanV2Data: {
            award: components["schemas"]["PayPlanAward"];
            budgetByCurrency?: {
                [key: string]: string;
            };
            cap?: string;
            currency: string;
            currencyByUnit?: {
                [key: string]: string;
            };
            finalDecider: string;
            floor?: string;
            leadAbove?: string;
            minimumPayable?: string;
            name: string;
            /** @default true */
            prorate: boolean;
            rates?: components["schemas"]["FxRate"][];
            teamExtra?: {
                above: string;
                share: string;
            };
            /** @enum {number} */
            version: 2;
        };
        PersonDelay: {
            late: number;
            lateMs: number;
            lateShareMs: number;
            missed: number;
            /** Format: uuid */
            personId: string | null;
            shareMs: number;
            tasks: number;
            waitedMs: number;
        };
        Problem: {
            code: string;
            correlationId: string;
            detail?: string;
            details?: {
                [key: string]: unknown;
            };
            errors?: {
                field: string;
                line?: number;
                message: string;
            }[];
            field?: string;
            status: number;
            title: string;
            type: string;
        };
        ProcessLogPage: {
            items: components["schemas"]["ProcessLogRow"][];
            next: string | null;
        };
        ProcessLogRow: {
            action: string;
            actorId: string | null;
            /** @enum {string} */
            actorKind: "person" | "key" | "service" | "deadline";
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            channel: "web" | "api" | "timer" | "event";
            /** Format: uuid */
            cycleId: string | null;
            details: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            dueAt: string | null;
            /** Format: uuid */
            id: string;
            onBehalfOf: string | null;
            reason: string | null;
            ruleVersion: string | null;
            /** Format: date-time */
            startedAt: string | null;
            subjectId: string;
            subjectKind: string;
        };
        PutAsset: {
            decimals: number;
            name: string;
            version?: number;
        };
        PutHandOver: {
            /** @default false */
            deduplicates: boolean;
            /** Format: uri */
            queryUrl?: string;
            reason?: string;
            /** @default 4 */
            releaseWithinHours: number;
            /** Format: uri */
            url?: string;
            version?: number;
            /** @enum {string} */
            way: "rabbitmq" | "webhook" | "csv";
        };
        PutPayPlan: {
            data: components["schemas"]["PayPlanData"];
            version?: number;
        };
        ReassignBody: {
            reason: string;
            /** Format: uuid */
            taskId: string;
            /** Format: uuid */
            toPersonId: string;
        };
        Reconciliation: {
            agrees: boolean;
            currencies: {
                agrees: boolean;
                currency: string;
                handedOver: components["schemas"]["Amount"];
                ledgerBalanced: boolean;
                paid: components["schemas"]["Amount"];
                posted: components["schemas"]["Amount"];
                signed: components["schemas"]["Amount"];
                toHandOver: components["schemas"]["Amount"];
                toPost: components["schemas"]["Amount"];
                unanswered: components["schemas"]["Amount"];
                unpaid: components["schemas"]["Amount"];
            }[];
            /** Format: uuid */
            cycleId: string | null;
            differences: {
                currency: string | null;
                expected: string;
                found: string;
                /** Format: uuid */
                lineId: string | null;
                /** Format: uuid */
                payoutId: string | null;
                personNumber: string | null;
                /** Format: uuid */
                runId: string | null;
                what: string;
            }[];
        };
        ReconciliationResult: {
            agrees: boolean;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            cause: "run" | "batch" | "nightly" | "asked";
            currencies: {
                agrees: boolean;
                currency: string;
                handedOver: components["schemas"]["Amount"];
                ledgerBalanced: boolean;
                paid: components["schemas"]["Amount"];
                posted: components["schemas"]["Amount"];
                signed: components["schemas"]["Amount"];
                toHandOver: components["schemas"]["Amount"];
                toPost: components["schemas"]["Amount"];
                unanswered: components["schemas"]["Amount"];
                unpaid: components["schemas"]["Amount"];
            }[];
            /** Format: uuid */
            cycleId: string | null;
            /** Format: date */
            day: string | null;
            differenceCount: number;
            differences: {
                currency: string | null;
                expected: string;
                found: string;
                /** Format: uuid */
                lineId: string | null;
                /** Format: uuid */
                payoutId: string | null;
                personNumber: string | null;
                /** Format: uuid */
                runId: string | null;
                what: string;
            }[];
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            runId: string | null;
        };
        RefuseHandOverChange: {
            reason: string;
            version: number;
        };
        ReleaseHeldLines: {
            lineIds: string[];
            parts?: {
                amount: components["schemas"]["Amount"];
                /** Format: uuid */
                lineId: string;
                rest: string;
            }[];
            reason: string;
        };
        ReleasePayouts: {
            /** Format: uuid */
            stop: string;
            version: number;
        };
        Republication: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            batchId: string;
            /** Format: uuid */
            correctionId: string | null;
            counts: {
                added: number;
                down: number;
                missing: number;
                notSigned: number;
                overrides: number;
                scores: number;
                up: number;
            } | null;
            /** Format: uuid */
            cycleId: string;
            period: string;
            publication: number;
            reason: string | null;
            /** @enum {string} */
            state: "waiting" | "used" | "unchanged" | "open" | "corrected" | "overtaken" | "contradicting";
        };
        ResultsTaken: {
            asked: {
                line: number;
                /** Format: uuid */
                payoutId: string;
            }[];
            /** Format: uuid */
            changeId: string | null;
            open: number;
            refused: {
                code: string;
                field: string;
                line: number;
                message: string;
            }[];
            taken: {
                line: number;
                outcome: string;
                /** Format: uuid */
                payoutId: string;
            }[];
        };
        ServiceReport: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            broker: "up" | "down" | "unused";
            deadLetters: number | null;
            outbox: components["schemas"]["OutboxFigures"][];
            processLog: {
                /** Format: date-time */
                lastSealAt: string | null;
                /** Format: date-time */
                oldestUnsealedAt: string | null;
                sealed: number;
                unsealed: number;
            };
            ready: boolean;
            /** @enum {string} */
            temporal: "up" | "down" | "unused";
        };
        SetAsideDeadLetter: {
            reason: string;
        };
        SetStopSwitch: {
            reason: string;
        };
        SettleUnknownAnswer: {
            reason: string;
        };
        StepDelay: {
            count: number;
            late: number;
            lateMs: number;
            open: number;
            stepId: string;
            subjectKind: string;
            timedOut: number;
            waitedMs: number;
        };
        StepTaskView: {
            /** Format: uuid */
            assigneeId: string;
            by: {
                /** @enum {string} */
                kind: "person" | "deadline";
                /** Format: uuid */
                onBehalfOf: string | null;
                /** Format: uuid */
                personId: string | null;
            } | null;
            /** Format: date-time */
            closedAt: string | null;
            comment: string | null;
            /** @enum {string|null} */
            decision: "approve" | "return" | "reject" | null;
            /** Format: date-time */
            dueAt: string | null;
            items: components["schemas"]["ItemDecision"][];
            /** Format: date-time */
            openedAt: string;
            /** @enum {string} */
            origin: "chosen" | "escalated" | "reassigned" | "handed-to-hr";
            reminders: number;
            /** @enum {string} */
            state: "open" | "done" | "superseded";
            /** Format: uuid */
            taskId: string;
            version: number;
        };
        StepWait: {
            /** Format: uuid */
            approvalId: string;
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            dueAt: string | null;
            end: string;
            lateMs: number;
            /** Format: date-time */
            openedAt: string;
            parts: components["schemas"]["WaitPart"][];
            round: number;
            stepId: string;
            subjectId: string;
            subjectKind: string;
            waitedMs: number;
        };
        StopSwitch: {
            inFlight: components["schemas"]["PayoutsInFlight"];
            stopped: boolean;
            stops: components["schemas"]["PayoutStop"][];
        };
        SubmitList: {
            version: number;
        };
        TaskChanged: {
            /** Format: uuid */
            approvalId: string | null;
            /** Format: uuid */
            assigneeId: string;
            /**
             * Format: uuid
             * @default null
             */
            bundleId: string | null;
            /** Format: date-time */
            closedAt: string | null;
            /** Format: uuid */
            cycleId: string | null;
            /** Format: date-time */
            dueAt: string | null;
            /** @enum {string} */
            kind: "decision" | "todo";
            /** Format: uuid */
            onBehalfOf: string | null;
            /** Format: date-time */
            openedAt: string;
            reminders: number;
            /** @enum {string} */
            service: "goals" | "appraisal" | "payroll";
            /** @enum {string} */
            state: "open" | "done" | "superseded";
            stepId: string | null;
            subjectId: string;
            subjectKind: string;
            /** Format: uuid */
            taskId: string;
            title: string;
            /** Format: uuid */
            unitId: string | null;
            version: number;
        };
        TaskPage: {
            items: components["schemas"]["TaskChanged"][];
            next: string | null;
        };
        UnknownAnswer: {
            answerIds: string[];
            /** Format: date-time */
            lastAt: string;
            outcomes: ("accepted" | "paid" | "rejected")[];
            /** Format: uuid */
            payoutId: string;
        };
        WaitPart: {
            /** @enum {string} */
            end: "decided" | "passed-on" | "not-needed" | "timeout" | "withdrawn" | "open";
            lateMs: number;
            lateShareMs: number;
            /** Format: uuid */
            personId: string | null;
            shareMs: number;
            waitedMs: number;
        };
        WhatIf: {
            budget?: string;
            data?: components["schemas"]["PayPlanData"];
            scale?: {
                amounts?: string;
                multipliers?: string;
            };
        };
        WhatIfResult: {
            after: components["schemas"]["Amount"];
            bands: {
                after: components["schemas"]["Amount"];
                band: string;
                before: components["schemas"]["Amount"];
            }[];
            before: components["schemas"]["Amount"];
            budget: components["schemas"]["Amount"] | null;
            changed: number;
            noRate: number;
            otherCurrency: number;
            overBudget: boolean;
            people: {
                after: components["schemas"]["Amount"];
                before: components["schemas"]["Amount"];
                difference: components["schemas"]["Amount"];
                /** Format: uuid */
                personId: string;
                personName: string;
                personNumber: string;
            }[];
            units: {
                after: components["schemas"]["Amount"];
                before: components["schemas"]["Amount"];
                /** Format: uuid */
                unitId: string;
            }[];
        };
        WithdrawBody: {
            reason: string;
        };
        WithdrawHandOverChange: {
            reason?: string;
            version: number;
        };
    };
    responses: {
        /** @description A wrong value: `errors` names each field. */
        Refusal400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not signed in, or the sign-in is over. */
        Refusal401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Your roles do not allow this here, or somebody else has to do it. */
        Refusal403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or it is not yours to know of. */
        Refusal404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Changed meanwhile, or not possible in its present state: read it again. */
        Refusal409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Larger than this address takes. */
        Refusal413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This kind of content is not accepted. */
        Refusal415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Well formed, but against a rule: `code` names it. */
        Refusal422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests: wait. */
        Refusal429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not available right now: try again in a moment. */
        Refusal503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApprovalsController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                state?: "open" | "approved" | "returned" | "rejected" | "withdrawn" | "handed-to-hr";
                subjectId?: string;
                subjectKind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPage"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ApprovalsController_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ApprovalsController_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ApprovalsController_reassign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReassignBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ApprovalsController_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ApprovalsController_decideMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideManyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecideManyResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ApprovalsController_summary: {
        parameters: {
            query: {
                cycle: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalSummary"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    AssetController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Asset"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    AssetController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutAsset"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    AssetController_of: {
        parameters: {
            query?: {
                after?: string;
                asset?: string;
                limit?: number;
                mine?: "" | "true" | "1";
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssetBalance"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BonusList"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ListExportController_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_lines: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BonusLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                lineId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditLine"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                lineId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelLine"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                lineId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldLine"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_roundsOf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusListRounds"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_diff: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                to?: number;
            };
            header?: never;
            path: {
                id: string;
                round: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            after: {
                                amount: components["schemas"]["Amount"];
                                heldReason: string | null;
                                state: string;
                            } | null;
                            before: {
                                amount: components["schemas"]["Amount"];
                                heldReason: string | null;
                                state: string;
                            } | null;
                            /** @enum {string} */
                            change: "added" | "removed" | "changed";
                            /** Format: uuid */
                            lineId: string;
                            /** Format: uuid */
                            personId: string;
                            personName: string;
                            personNumber: string;
                            reason: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_submit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitList"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BonusListController_whatIf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhatIf"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIfResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BundlesController_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleView"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    BundlesController_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideBundleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecideBundleResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ContradictionController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                open?: "" | "true" | "1";
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Contradiction"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ContradictionController_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptPayrollsWord"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contradiction"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ContradictionController_clear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearContradiction"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contradiction"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    CorrectedPayController_mine: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CorrectedPay"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PastCorrectionController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PastCorrection"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PastCorrectionController_lines: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                person?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CorrectedLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    DeadLetterController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                state?: "open" | "replayed" | "set-aside" | "attributed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    DeadLetterController_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    DeadLetterController_setAside: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAsideDeadLetter"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                run?: string;
                state?: "waiting" | "in-flight" | "unclear" | "refused" | "delivered" | "given-up";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideDeliveries"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveriesDecided"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOver"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutHandOver"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOver"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverChange"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_correct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectRunAddress"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverChange"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_listChanges: {
        parameters: {
            query?: {
                after?: string;
                kind?: "setting" | "address" | "finding" | "secret" | "results";
                limit?: number;
                open?: "" | "true" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HandOverChange"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmHandOverChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverChange"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_refuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseHandOverChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverChange"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawHandOverChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverChange"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HandOverController_newSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverSecret"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverChange"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    HeldLineController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                list?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HeldLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutController_heldPay: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                state?: "held" | "given-up";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HeldPay"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StrayLetterController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                state?: "open" | "replayed" | "set-aside" | "attributed";
            };
            header: {
                "x-install-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            /** @description The installation key is missing, or another one. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StrayLetterController_attribute: {
        parameters: {
            query?: never;
            header: {
                "x-install-key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributedDeadLetter"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            /** @description The installation key is missing, or another one. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StrayLetterController_setAside: {
        parameters: {
            query?: never;
            header: {
                "x-install-key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAsideDeadLetter"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            /** @description The installation key is missing, or another one. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    LedgerController_balances: {
        parameters: {
            query?: {
                line?: string;
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerBalances"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    LedgerController_journal: {
        parameters: {
            query?: {
                after?: string;
                cause?: "signed" | "signed-again" | "held" | "released" | "handed-over" | "paid" | "rejected" | "delta-up" | "delta-down" | "delta-back" | "rejected-down" | "rejected-up" | "rejected-back" | "held-down" | "set-off" | "recovered" | "reversed";
                limit?: number;
                line?: string;
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            account: string;
                            /** Format: date-time */
                            at: string;
                            cause: string;
                            credit: components["schemas"]["Amount"] | null;
                            debit: components["schemas"]["Amount"] | null;
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            lineId: string | null;
                            /** Format: uuid */
                            payoutId: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutRunController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOffCycleRun"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRun"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    CorrectionController_correct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectPayments"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Correction"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    CorrectionController_bands: {
        parameters: {
            query: {
                cycle: string;
                payPlan?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionBands"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutRunController_release: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseHeldLines"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRun"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    OperationsController_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceReport"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    OperationsController_failing: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailingMessagePage"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    OperationsController_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRetried"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayPlanController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PayPlan"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayPlanController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayPlan"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayPlanController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPayPlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayPlan"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutController_answer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayoutAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerTaken"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutFileController_list: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PayoutFile"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutFileController_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description It has not been released, or payouts are stopped */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutFileController_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutFile"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutFileController_take: {
        parameters: {
            query?: {
                mode?: "whole" | "good-rows";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultsTaken"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                mine?: "" | "true" | "1";
                run?: string;
                state?: "requested" | "handed-over" | "accepted" | "paid" | "rejected" | "unknown" | "reversed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Payout"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ProcessLogController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessLogPage"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    DelaysController_delays: {
        parameters: {
            query?: {
                cycle?: string;
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delays"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ReconciliationController_view: {
        parameters: {
            query?: {
                cycle?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ReconciliationController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                differing?: "" | "true" | "1";
                limit?: number;
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReconciliationResult"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    ReconciliationController_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskReconciliation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationResult"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    RepublicationController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                state?: "waiting" | "used" | "unchanged" | "open" | "corrected" | "overtaken" | "contradicting";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Republication"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutRunController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                kind?: "cycle" | "off-cycle";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PayoutRun"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutRunController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutRun"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StopSwitchController_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopSwitch"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StopSwitchController_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetStopSwitch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopSwitch"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StopSwitchController_release: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleasePayouts"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopSwitch"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    StopSwitchController_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskRelease"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopSwitch"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    TasksController_mine: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                mine?: "" | "true" | "1";
                state?: "open" | "done" | "superseded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutController_listUnknown: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UnknownAnswer"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    PayoutController_settleUnknown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleUnknownAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnknownAnswer"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            415: components["responses"]["Refusal415"];
            422: components["responses"]["Refusal422"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
}
