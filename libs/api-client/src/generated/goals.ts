// Generated from goals.json; not to be edited.
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
    "/v1/cycle-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleDefinitionController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["CycleDefinitionController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleDefinitionController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CycleDefinitionController_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CycleController_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleDefinitionController_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ScheduleController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CycleDefinitionController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/rehearsals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RehearsalController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ScheduleController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CycleDefinitionController_retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScheduleController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleDefinitionController_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CycleDefinitionController_previewDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycle-definitions/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleDefinitionController_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycles/{id}/changed-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleChangeController_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycles/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleChangeController_list"];
        put?: never;
        post: operations["CycleChangeController_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycles/{id}/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CycleController_control"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cycles/{id}/late": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CycleController_late"];
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
    "/v1/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["EvidenceController_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalSheetController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalSheetController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["GoalSheetController_adjust"];
        trace?: never;
    };
    "/v1/goal-sheets/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["EvidenceController_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoalSheetController_feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets/{id}/last": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalSheetController_last"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoalSheetController_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoalSheetController_progress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-sheets/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoalSheetController_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalTemplateController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalTemplateController_one"];
        put: operations["GoalTemplateController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/{code}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoalTemplateController_copy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/{code}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalTemplateController_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/{code}/goals/{goal}": {
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
        patch: operations["GoalTemplateController_edit"];
        trace?: never;
    };
    "/v1/goal-templates/{code}/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["GoalTemplateController_tick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/{code}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalTemplateController_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/{code}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalTemplateController_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goal-templates/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GoalTemplateController_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/indicator-packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["IndicatorPackController_list"];
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
    "/v1/rehearsals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RehearsalController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rehearsals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RehearsalController_one"];
        put?: never;
        post?: never;
        delete: operations["RehearsalController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/weekly": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WeeklyReportController_weekly"];
        put?: never;
        post?: never;
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActivatedDefinition: {
            activeVersion: number | null;
            code: string;
            data: components["schemas"]["DefinitionData"];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "draft" | "active" | "retired";
            /** Format: date-time */
            updatedAt: string;
            version: number;
            warnings: {
                field: string;
                message: string;
            }[];
        };
        AdjustSheet: {
            goals: {
                /** Format: date */
                dueOn?: string | null;
                /** Format: uuid */
                goalId: string;
                target?: string;
                title?: string;
                weight?: string;
            }[];
            version: number;
        };
        Amount: {
            amount: string;
            currency: string;
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
        ChainStep: {
            assign: {
                /** @enum {string} */
                kind: "manager";
                /** @default 1 */
                level: number;
            } | {
                /** @enum {string} */
                kind: "role";
                /** @enum {string} */
                role: "employee" | "manager" | "hr-partner" | "hr-lead" | "finance-reviewer" | "finance-lead" | "payroll-integration" | "ops" | "admin";
                /**
                 * @default tenant
                 * @enum {string}
                 */
                scope: "unit" | "tenant";
            } | {
                /** @enum {string} */
                kind: "unit-head";
            } | {
                /** @enum {string} */
                kind: "person";
                number: string;
            };
            /** @enum {string} */
            bundle?: "unit";
            finalDecider?: string;
            id: string;
            ladder: components["schemas"]["Ladder"];
            /** @default any */
            mode: ("any" | "all") | {
                quorum: number;
            };
            name: string;
            when?: ({
                above: string;
                currency?: string;
                /** @enum {string} */
                fact: "amount";
            } | {
                above: string;
                /** @enum {string} */
                fact: "score";
            } | {
                below: string;
                /** @enum {string} */
                fact: "score";
            } | {
                /** @enum {string} */
                fact: "unit";
                in: string[];
            }) | ({
                above: string;
                currency?: string;
                /** @enum {string} */
                fact: "amount";
            } | {
                above: string;
                /** @enum {string} */
                fact: "score";
            } | {
                below: string;
                /** @enum {string} */
                fact: "score";
            } | {
                /** @enum {string} */
                fact: "unit";
                in: string[];
            })[];
        };
        ChangeCycle: {
            change: components["schemas"]["CycleChangeData"];
            dryRun: boolean;
            fingerprint?: string;
            /** @default 200 */
            limit: number;
            /** @default false */
            overrideAdjusted: boolean;
            reason: string;
            version: number;
        };
        ChangedSheet: {
            changes: {
                after: string | null;
                before: string | null;
                field: string;
                goal: string;
            }[];
            completionAfter: string;
            completionBefore: string;
            kept: {
                goal: string;
                /** @enum {string} */
                why: "target-adjusted" | "weight-adjusted" | "has-progress" | "own-sheet";
            }[];
            no: number;
            /** Format: uuid */
            personId: string;
            personName: string;
            /** @enum {string} */
            plan: "not-approved" | "stays-approved" | "being-decided";
            scoreAfter: string | null;
            scoreBefore: string | null;
            /** Format: uuid */
            sheetId: string;
            state: string;
            /** Format: uuid */
            unitId: string;
        };
        CopyGoalTemplate: {
            code: string;
            goals?: components["schemas"]["TemplateGoal"][];
            jobFamily?: string;
            name?: string;
        };
        Cycle: {
            /** Format: uuid */
            definitionId: string;
            definitionName: string;
            funnel: components["schemas"]["Funnel"];
            /** Format: uuid */
            id: string;
            /** @default [] */
            leavers: {
                /** Format: date */
                leftOn: string;
                /** Format: uuid */
                personId: string;
                /** Format: uuid */
                sheetId: string;
            }[];
            /** Format: date-time */
            now: string;
            /**
             * Format: date-time
             * @default null
             */
            pausedAt: string | null;
            payPlan: {
                code: string;
                version: number | null;
            } | null;
            period: string;
            ruleSet: {
                code: string;
                version: number | null;
            };
            run: number;
            sheets: {
                [key: string]: number;
            };
            skippedPeople: {
                /** Format: uuid */
                personId: string;
                reason: string;
            }[];
            /** @enum {string} */
            state: "scheduled" | "running" | "paused" | "closed" | "cancelled" | "skipped";
            timeline: {
                /** Format: date-time */
                at: string;
                counts: {
                    [key: string]: number;
                } | null;
                /** Format: date-time */
                doneAt: string | null;
                /** @enum {string} */
                step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            }[];
            version: number;
            /** @default [] */
            waitsFor: {
                /** Format: uuid */
                runId: string;
                state: string;
                /** @enum {string} */
                who: "hr" | "finance" | "payroll";
            }[];
            workflowId: string;
        };
        CycleChange: {
            /** Format: date-time */
            at: string;
            byId: string | null;
            change: components["schemas"]["CycleChangeData"];
            counts: components["schemas"]["CycleChangeCounts"];
            /** Format: uuid */
            cycleId: string;
            dryRun: boolean;
            fingerprint: string;
            /** Format: uuid */
            id: string | null;
            moved: {
                /** Format: date-time */
                after: string;
                /** Format: date-time */
                before: string;
                /** @enum {string} */
                step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            }[];
            no: number | null;
            overrideAdjusted: boolean;
            reason: string;
            rows: components["schemas"]["CycleChangeRow"][];
            version: number;
        };
        CycleChangeCounts: {
            beingDecided: number;
            changed: number;
            kept: number;
            resultsMoved: number;
            sheets: number;
            staysApproved: number;
        };
        CycleChangeData: {
            /** @enum {string} */
            kind: "template";
            template: string;
            version?: number;
        } | {
            goal: string;
            /** @enum {string} */
            kind: "target";
            /** Format: uuid */
            person?: string;
            target: string;
            template?: string;
            unit?: string;
        } | {
            goal: string;
            /** @enum {string} */
            kind: "weight";
            /** Format: uuid */
            person?: string;
            template?: string;
            unit?: string;
            weight: string;
        } | {
            /** @enum {string} */
            kind: "rule-set";
            ruleSet: string;
            version?: number;
        } | {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "deadline";
            /** @enum {string} */
            step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
        } | {
            /** @enum {string} */
            kind: "pay-plan";
            payPlan: string;
            version?: number;
        };
        CycleChangeRow: {
            changes: {
                after: string | null;
                before: string | null;
                field: string;
                goal: string;
            }[];
            completionAfter: string;
            completionBefore: string;
            kept: {
                goal: string;
                /** @enum {string} */
                why: "target-adjusted" | "weight-adjusted" | "has-progress" | "own-sheet";
            }[];
            /** Format: uuid */
            personId: string;
            personName: string;
            /** @enum {string} */
            plan: "not-approved" | "stays-approved" | "being-decided";
            scoreAfter: string | null;
            scoreBefore: string | null;
            /** Format: uuid */
            sheetId: string;
            state: string;
            /** Format: uuid */
            unitId: string;
        };
        CycleControlRequest: {
            /** @enum {string} */
            action: "pause" | "resume" | "extend" | "close-now" | "cancel";
            /** Format: date-time */
            at?: string;
            reason: string;
            /** @enum {string} */
            step?: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            version: number;
        };
        CycleOpening: {
            /** @enum {boolean} */
            accepted: true;
            /** Format: uuid */
            definitionId: string;
            period: string;
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
        Definition: {
            activeVersion: number | null;
            code: string;
            data: components["schemas"]["DefinitionData"];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "draft" | "active" | "retired";
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        DefinitionData: {
            calendar: string;
            chains: {
                "bonus-list"?: components["schemas"]["ChainStep"][];
                plan: components["schemas"]["ChainStep"][];
                report: components["schemas"]["ChainStep"][];
                results?: components["schemas"]["ChainStep"][];
            };
            /**
             * @default accept-as-issued
             * @enum {string}
             */
            ifNotPlanned: "accept-as-issued";
            /**
             * @default count-as-zero
             * @enum {string}
             */
            ifNotReported: "count-as-zero";
            name: string;
            notices?: {
                quietHours?: components["schemas"]["QuietHours"];
            };
            payPlan?: string;
            /** @enum {string} */
            period: "week" | "month" | "quarter" | "custom";
            periods?: {
                /** Format: date */
                end: string;
                /** Format: date */
                start: string;
            }[];
            ruleSet: string;
            timeline: components["schemas"]["TimelineStep"][];
            who: {
                /** @default [] */
                except: string[];
                grades?: string[];
                jobFamilies?: string[];
                only?: string[];
                units?: string[];
            };
            zone: string;
        };
        DefinitionSchedule: {
            /** Format: uuid */
            definitionId: string;
            next: {
                /** Format: date-time */
                issueAt: string | null;
                /** Format: date-time */
                opensAt: string;
                period: string;
            }[];
            /** Format: date-time */
            since: string | null;
            /** @enum {string} */
            state: "on" | "paused" | "held" | "off" | "retired";
        };
        DefinitionVersion: {
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            data: components["schemas"]["DefinitionData"];
            version: number;
        };
        Delays: {
            /** Format: date-time */
            at: string;
            people: components["schemas"]["PersonDelay"][];
            steps: components["schemas"]["StepDelay"][];
            waits: components["schemas"]["StepWait"][];
        };
        EditedTemplate: {
            template: components["schemas"]["GoalTemplate"];
            uses: components["schemas"]["TemplateUses"];
        };
        EditTemplateGoal: {
            baseline?: string | null;
            deadline?: {
                day: number;
                /**
                 * @default start
                 * @enum {string}
                 */
                from: "start" | "end";
            } | null;
            /** @enum {string} */
            direction?: "higher" | "lower";
            evidenceRequired?: boolean;
            group?: string;
            metric?: string | null;
            scoring?: {
                /** @enum {string} */
                lower?: "2-minus" | "target-over-actual";
                scale?: string;
            } | null;
            target?: string;
            /** @enum {string} */
            targetIs?: "value" | "percentage-points" | "relative-change";
            title?: string;
            /** @enum {string} */
            type?: "quantity" | "percentage" | "amount" | "duration" | "milestone" | "yes-no" | "rating";
            unit?: string;
            version?: number;
            weight?: string;
        };
        Evidence: {
            bytes: number;
            frozen: boolean;
            /** Format: uuid */
            goalId: string;
            /** Format: uuid */
            id: string;
            mediaType: string;
            name: string;
            sha256: string;
            /** Format: uuid */
            sheetId: string;
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
        Funnel: {
            confirmed: number;
            issued: number;
            /**
             * Format: date-time
             * @default null
             */
            nothingToPay: string | null;
            paid: number;
            people: number;
            planned: number;
            reported: number;
            scored: number;
            signed: number;
        };
        GiveFeedback: {
            text: string;
        };
        Goal: {
            actual: string | null;
            attainment: string;
            baseline: string | null;
            code: string;
            comment: string | null;
            /** @default null */
            daysLeft: number | null;
            /** @enum {string} */
            direction: "higher" | "lower";
            /**
             * Format: date-time
             * @default null
             */
            dueAt: string | null;
            /**
             * Format: date
             * @default null
             */
            dueOn: string | null;
            evidence: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "file" | "link" | "reading";
                name: string;
                sha256: string | null;
            }[];
            evidenceRequired: boolean;
            group: string;
            /** Format: uuid */
            id: string;
            /** @default null */
            late: {
                /** Format: date-time */
                since: string;
            } | null;
            /**
             * @default null
             * @enum {string|null}
             */
            lowerFormula: "2-minus" | "target-over-actual" | null;
            /** @default null */
            metric: string | null;
            /** @enum {string|null} */
            outcome: "done" | "not-done" | "partly" | null;
            /** @default null */
            pace: {
                percent: string;
                red: boolean;
            } | null;
            /** @default null */
            ratingMax: string | null;
            returnedReason: string | null;
            target: string;
            title: string;
            /** @enum {string} */
            type: "quantity" | "percentage" | "amount" | "duration" | "milestone" | "yes-no" | "rating";
            unit: string;
            weight: string;
        };
        GoalTemplate: {
            code: string;
            goals: components["schemas"]["TemplateGoal"][];
            /** Format: uuid */
            id: string;
            jobFamily: string;
            name: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        GoalTemplateVersion: {
            /** Format: date-time */
            createdAt: string;
            goals: components["schemas"]["TemplateGoal"][];
            jobFamily: string;
            name: string;
            version: number;
        };
        IndicatorPack: {
            /** @enum {string} */
            code: "sales" | "customer-service" | "warehouse" | "operations" | "compliance";
            goals: components["schemas"]["TemplateGoal"][];
            name: string;
        };
        ItemDecision: {
            comment?: string;
            /** @enum {string} */
            decision: "approve" | "return" | "reject";
            itemId: string;
        };
        JsonSchema: {
            $id: string;
            $schema: string;
        } & {
            [key: string]: unknown;
        };
        Ladder: {
            /** @enum {string} */
            cap?: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            due: {
                workingHours: number;
            } | {
                /** @enum {string} */
                atStep: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            };
            /** @default [] */
            escalateAfter: number[];
            last: {
                /** @enum {string} */
                action: "approve" | "return" | "reject" | "hand-to-hr";
                after: number;
            };
            /** @default [] */
            remindBefore: number[];
        };
        LastSheet: {
            goals: {
                actual: string | null;
                attainment: string;
                code: string;
                target: string;
                title: string;
                unit: string;
                weight: string;
            }[];
            period: string | null;
        };
        Late: {
            items: {
                /** Format: date-time */
                dueAt: string;
                lateMinutes: number;
                name: string;
                /** Format: uuid */
                personId: string;
                subjectId: string;
                subjectKind: string;
                /** Format: uuid */
                unitId: string;
                /** @enum {string} */
                what: "not-planned" | "not-reported" | "not-confirmed" | "approval";
            }[];
            units: {
                approvals: number;
                late: number;
                name: string;
                notConfirmed: number;
                notPlanned: number;
                notReported: number;
                /** Format: date-time */
                since: string;
                /** Format: uuid */
                unitId: string;
            }[];
        };
        MessageRetried: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            nextAttemptAt: string;
        };
        OpenCycle: {
            /** @default false */
            late: boolean;
            period: string;
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
        PauseSchedule: {
            reason: string;
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
        Preview: {
            absentApprovers: {
                /** Format: date */
                from: string;
                name: string;
                number: string;
                period: string;
                /** Format: uuid */
                personId: string;
                /** Format: date */
                to: string;
                why: string;
            }[];
            nobodyToApprove: {
                name: string;
                number: string;
                period: string;
                /** Format: uuid */
                personId: string;
                step: string;
                why: string;
            }[];
            people: number;
            periods: {
                /** Format: date */
                end: string;
                period: string;
                skipped: string | null;
                skippedWhy: string | null;
                /** Format: date */
                start: string;
                steps: {
                    /** Format: date-time */
                    at: string;
                    explained: string | null;
                    local: string;
                    moved: string | null;
                    /** Format: date-time */
                    planned: string;
                    provisional: boolean;
                    /** @enum {string} */
                    step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
                }[];
            }[];
            problems: {
                field: string;
                message: string;
            }[];
            /** @default [] */
            warnings: {
                field: string;
                message: string;
            }[];
        };
        PreviewDraft: {
            code?: string;
            /** @default 4 */
            count: number;
            data: components["schemas"]["DefinitionData"];
            /** Format: date */
            from: string;
        };
        PreviewRequest: {
            /** @default 4 */
            count: number;
            /** Format: date */
            from: string;
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
        PutDefinition: {
            code?: string;
            data: components["schemas"]["DefinitionData"];
            version?: number;
        };
        PutGoalTemplate: {
            code?: string;
            goals: components["schemas"]["TemplateGoal"][];
            jobFamily: string;
            name: string;
            version?: number;
        };
        QuietHours: {
            from: string;
            to: string;
        };
        ReassignBody: {
            reason: string;
            /** Format: uuid */
            taskId: string;
            /** Format: uuid */
            toPersonId: string;
        };
        Rehearsal: {
            /** Format: uuid */
            definitionId: string;
            definitionVersion: number;
            /** Format: date-time */
            endedAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            now: string | null;
            period: string;
            problem: string | null;
            progress: number;
            report: components["schemas"]["RehearsalReport"] | null;
            /** @enum {string} */
            stage: "waiting" | "copying" | "setting-up" | "playing" | "counting" | "over";
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "done" | "failed" | "cancelled";
            words: string[];
        };
        RehearsalEnded: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            outcome: "cancelled" | "deleted";
        };
        RehearsalReport: {
            approvers: {
                decided: number;
                late: number;
                peak: number;
                /** Format: date-time */
                peakFrom: string | null;
                tasks: number;
                who: {
                    name: string;
                    number: string;
                };
            }[];
            bonus: {
                lines: number;
                part: string;
                state: string;
                total: components["schemas"]["Amount"];
            }[];
            funnel: components["schemas"]["Funnel"] | null;
            habits: {
                deciding: {
                    [key: string]: number;
                };
                own: {
                    [key: string]: number;
                };
            };
            ladder: {
                delegated: number;
                escalations: number;
                reminders: number;
                returned: number;
                timedOut: number;
            };
            notices: {
                byKind: {
                    count: number;
                    kind: string;
                }[];
                items: {
                    about: string;
                    /** Format: date-time */
                    at: string;
                    kind: string;
                    to: {
                        name: string;
                        number: string;
                    };
                }[];
                total: number;
            };
            overdue: {
                about: string;
                /** Format: date-time */
                doneAt: string | null;
                /** Format: date-time */
                dueAt: string;
                what: string;
                who: {
                    name: string;
                    number: string;
                };
                workingMinutes: number;
            }[];
            overdueTotal: number;
            people: {
                company: number;
                copied: number;
                withSheet: number;
            };
            period: string;
            problems: {
                count: number;
                example: string | null;
                /** @enum {string} */
                kind: "nobody-approves" | "not-settled" | "not-acted" | "refused" | "handed-to-hr" | "too-long" | "people-sampled" | "no-sheets" | "skipped";
            }[];
            timeline: {
                counts: {
                    [key: string]: number;
                } | null;
                /** Format: date-time */
                happened: string | null;
                /** Format: date-time */
                planned: string;
                /** @enum {string} */
                step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            }[];
            zone: string;
        };
        ReportItem: {
            /** @default null */
            actual: string | null;
            /** @default null */
            comment: string | null;
            /** @default [] */
            evidence: string[];
            /** Format: uuid */
            goalId: string;
            /** @default [] */
            links: string[];
            /** @enum {string} */
            outcome: "done" | "not-done" | "partly";
        };
        RetireDefinition: {
            reason: string;
            version: number;
        };
        SaveProgress: {
            items: {
                actual: string;
                comment?: string;
                /** Format: uuid */
                goalId: string;
            }[];
            version: number;
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
        Sheet: {
            /** Format: uuid */
            approvalId: string | null;
            /** @default null */
            changedByHr: {
                /** Format: date-time */
                at: string;
                reason: string;
            } | null;
            completion: string;
            /** Format: uuid */
            cycleId: string;
            diff: {
                after: string | null;
                before: string | null;
                field: string;
                /** Format: uuid */
                goalId: string;
            }[];
            feedback: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                byPersonId: string;
                text: string;
            }[];
            fullDays: number;
            goals: components["schemas"]["Goal"][];
            /** Format: uuid */
            id: string;
            /** @default null */
            leftOn: string | null;
            period: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            provisional: boolean;
            /** @enum {string} */
            state: "issued" | "plan-submitted" | "plan-returned" | "planned" | "report-submitted" | "report-returned" | "confirmed" | "unreported" | "cancelled";
            /** Format: uuid */
            unitId: string;
            version: number;
            workedDays: number;
        };
        StartRehearsal: {
            /**
             * @default {
             *       "last-minute": 0.15,
             *       "strict": 0.1,
             *       "late": 0.1,
             *       "absent": 0.05
             *     }
             */
            approvers: {
                absent?: number;
                "last-minute"?: number;
                late?: number;
                punctual?: number;
                strict?: number;
            };
            /**
             * @default {
             *       "last-minute": 0.15,
             *       "late": 0.1,
             *       "silent": 0.05
             *     }
             */
            habits: {
                "last-minute"?: number;
                late?: number;
                punctual?: number;
                silent?: number;
            };
            period?: string;
            /** @default 20000 */
            rate: number;
            /** @default 0.2 */
            returns: number;
            /** @default 1 */
            seed: number;
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
        SubmitPlan: {
            version: number;
        };
        SubmitReport: {
            items: components["schemas"]["ReportItem"][];
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
        TemplateGoal: {
            /** @default null */
            baseline: string | null;
            code: string;
            /** @default null */
            deadline: {
                day: number;
                /**
                 * @default start
                 * @enum {string}
                 */
                from: "start" | "end";
            } | null;
            /**
             * @default higher
             * @enum {string}
             */
            direction: "higher" | "lower";
            /** @default false */
            evidenceRequired: boolean;
            /** @default kpi */
            group: string;
            /** @default null */
            metric: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            pack: "sales" | "customer-service" | "warehouse" | "operations" | "compliance" | null;
            /** @default null */
            scoring: {
                /** @enum {string} */
                lower?: "2-minus" | "target-over-actual";
                scale?: string;
            } | null;
            target: string;
            /**
             * @default value
             * @enum {string}
             */
            targetIs: "value" | "percentage-points" | "relative-change";
            title: string;
            /** @enum {string} */
            type: "quantity" | "percentage" | "amount" | "duration" | "milestone" | "yes-no" | "rating";
            /** @default  */
            unit: string;
            weight: string;
        };
        TemplateUses: {
            cycles: {
                /** Format: uuid */
                cycleId: string;
                definitionCode: string;
                period: string;
                sheets: number;
                state: string;
            }[];
            sheets: number;
        };
        TickPacks: {
            packs: ("sales" | "customer-service" | "warehouse" | "operations" | "compliance")[];
            version?: number;
        };
        TimelineStep: {
            day: number;
            /**
             * @default start
             * @enum {string}
             */
            from: "start" | "end";
            /**
             * @default keep
             * @enum {string}
             */
            move: "earlier" | "later" | "keep";
            /** @enum {string} */
            step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
            time: string;
        };
        VersionDiff: {
            changes: {
                after: string | null;
                before: string | null;
                field: string;
            }[];
            from: number;
            to: number;
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
        WeeklyReport: {
            above: {
                people: {
                    completion: string;
                    name: string;
                    /** Format: uuid */
                    personId: string;
                }[];
                threshold: string;
            };
            /** Format: uuid */
            cycleId: string;
            late: {
                lateMinutes: number;
                name: string;
                /** Format: uuid */
                personId: string;
                what: string;
            }[];
            period: string;
            provisional: boolean;
            ranking: {
                completion: string;
                name: string;
                number: string;
                /** Format: uuid */
                personId: string;
                rank: number;
            }[];
            units: {
                completion: string;
                confirmed: number;
                name: string;
                people: number;
                /** Format: uuid */
                unitId: string;
                unreported: number;
            }[];
        };
        WithdrawBody: {
            reason: string;
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
    CycleDefinitionController_list: {
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
                        items: components["schemas"]["Definition"][];
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
    CycleDefinitionController_put: {
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
                "application/json": components["schemas"]["PutDefinition"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
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
    CycleDefinitionController_one: {
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
                    "application/json": components["schemas"]["Definition"];
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
    CycleDefinitionController_activate: {
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
                "application/json": {
                    version: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivatedDefinition"];
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
    CycleController_open: {
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
                "application/json": components["schemas"]["OpenCycle"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CycleOpening"];
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
    CycleDefinitionController_diff: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
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
                    "application/json": components["schemas"]["VersionDiff"];
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
    ScheduleController_pause: {
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
                "application/json": components["schemas"]["PauseSchedule"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionSchedule"];
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
    CycleDefinitionController_preview: {
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
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
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
    RehearsalController_start: {
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
                "application/json": components["schemas"]["StartRehearsal"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rehearsal"];
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
    ScheduleController_resume: {
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
                "application/json": components["schemas"]["PauseSchedule"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionSchedule"];
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
    CycleDefinitionController_retire: {
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
                "application/json": components["schemas"]["RetireDefinition"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
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
    ScheduleController_one: {
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
                    "application/json": components["schemas"]["DefinitionSchedule"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            /** @description The definition is not active, hence nothing is scheduled. */
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
    CycleDefinitionController_versions: {
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
                        items: components["schemas"]["DefinitionVersion"][];
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
    CycleDefinitionController_previewDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
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
    CycleDefinitionController_schema: {
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
                    "application/json": components["schemas"]["JsonSchema"];
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
    CycleController_list: {
        parameters: {
            query?: {
                after?: string;
                definition?: string;
                limit?: number;
                period?: string;
                state?: "scheduled" | "running" | "paused" | "closed" | "cancelled" | "skipped";
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
                        items: components["schemas"]["Cycle"][];
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
    CycleController_one: {
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
                    "application/json": components["schemas"]["Cycle"];
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
    CycleChangeController_rows: {
        parameters: {
            query?: {
                after?: string;
                change?: string;
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
                        items: components["schemas"]["ChangedSheet"][];
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
    CycleChangeController_list: {
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
                        items: {
                            /** Format: date-time */
                            at: string;
                            byId: string | null;
                            change: components["schemas"]["CycleChangeData"];
                            counts: components["schemas"]["CycleChangeCounts"];
                            /** Format: uuid */
                            cycleId: string;
                            dryRun: boolean;
                            fingerprint: string;
                            /** Format: uuid */
                            id: string | null;
                            moved: {
                                /** Format: date-time */
                                after: string;
                                /** Format: date-time */
                                before: string;
                                /** @enum {string} */
                                step: "issue" | "remind-plan" | "close-planning" | "ask-report" | "remind-report" | "close-reporting" | "close-confirming" | "score" | "publish" | "bonus-list" | "payout" | "weekly-report" | "archive";
                            }[];
                            no: number | null;
                            overrideAdjusted: boolean;
                            reason: string;
                            version: number;
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
    CycleChangeController_change: {
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
                "application/json": components["schemas"]["ChangeCycle"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CycleChange"];
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
    CycleController_control: {
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
                "application/json": components["schemas"]["CycleControlRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cycle"];
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
    CycleController_late: {
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
                    "application/json": components["schemas"]["Late"];
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
    EvidenceController_download: {
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
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            503: components["responses"]["Refusal503"];
        };
    };
    GoalSheetController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                mine?: "" | "true" | "1";
                person?: string;
                state?: "issued" | "plan-submitted" | "plan-returned" | "planned" | "report-submitted" | "report-returned" | "confirmed" | "unreported" | "cancelled";
                unit?: string;
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
                        items: components["schemas"]["Sheet"][];
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
    GoalSheetController_one: {
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
                    "application/json": components["schemas"]["Sheet"];
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
    GoalSheetController_adjust: {
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
                "application/json": components["schemas"]["AdjustSheet"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sheet"];
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
    EvidenceController_upload: {
        parameters: {
            query: {
                goal: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
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
    GoalSheetController_feedback: {
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
                "application/json": components["schemas"]["GiveFeedback"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sheet"];
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
    GoalSheetController_last: {
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
                    "application/json": components["schemas"]["LastSheet"];
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
    GoalSheetController_plan: {
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
                "application/json": components["schemas"]["SubmitPlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sheet"];
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
    GoalSheetController_progress: {
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
                "application/json": components["schemas"]["SaveProgress"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sheet"];
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
    GoalSheetController_report: {
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
                "application/json": components["schemas"]["SubmitReport"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sheet"];
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
    GoalTemplateController_list: {
        parameters: {
            query?: {
                after?: string;
                jobFamily?: string;
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
                        items: components["schemas"]["GoalTemplate"][];
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
    GoalTemplateController_one: {
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
                    "application/json": components["schemas"]["GoalTemplate"];
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
    GoalTemplateController_put: {
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
                "application/json": components["schemas"]["PutGoalTemplate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalTemplate"];
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
    GoalTemplateController_copy: {
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
                "application/json": components["schemas"]["CopyGoalTemplate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalTemplate"];
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
    GoalTemplateController_diff: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
            };
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
                    "application/json": components["schemas"]["VersionDiff"];
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
    GoalTemplateController_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                goal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditTemplateGoal"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedTemplate"];
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
    GoalTemplateController_tick: {
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
                "application/json": components["schemas"]["TickPacks"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalTemplate"];
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
    GoalTemplateController_uses: {
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
                    "application/json": components["schemas"]["TemplateUses"];
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
    GoalTemplateController_versions: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
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
                    "application/json": {
                        items: components["schemas"]["GoalTemplateVersion"][];
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
    GoalTemplateController_schema: {
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
                    "application/json": components["schemas"]["JsonSchema"];
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
    IndicatorPackController_list: {
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
                    "application/json": {
                        items: components["schemas"]["IndicatorPack"][];
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
    RehearsalController_list: {
        parameters: {
            query?: {
                after?: string;
                definition?: string;
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
                        items: {
                            /** Format: uuid */
                            definitionId: string;
                            definitionVersion: number;
                            /** Format: date-time */
                            endedAt: string | null;
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            now: string | null;
                            period: string;
                            problem: string | null;
                            progress: number;
                            /** @enum {string} */
                            stage: "waiting" | "copying" | "setting-up" | "playing" | "counting" | "over";
                            /** Format: date-time */
                            startedAt: string;
                            /** @enum {string} */
                            state: "running" | "done" | "failed" | "cancelled";
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
    RehearsalController_one: {
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
                    "application/json": components["schemas"]["Rehearsal"];
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
    RehearsalController_end: {
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
                    "application/json": components["schemas"]["RehearsalEnded"];
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
    WeeklyReportController_weekly: {
        parameters: {
            query: {
                above?: string;
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
                    "application/json": components["schemas"]["WeeklyReport"];
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
}
