// Generated from appraisal.json; not to be edited.
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
    "/v1/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RuleSetController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RuleSetController_one"];
        put: operations["RuleSetController_put"];
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
        get: operations["ScoringRunController_list"];
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
        get: operations["ScoringRunController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/publish-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ScoringRunController_publishAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ScoringRunController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScoreController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScoreController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ScoreController_explain"];
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
        Delays: {
            /** Format: date-time */
            at: string;
            people: components["schemas"]["PersonDelay"][];
            steps: components["schemas"]["StepDelay"][];
            waits: components["schemas"]["StepWait"][];
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
        ItemDecision: {
            comment?: string;
            /** @enum {string} */
            decision: "approve" | "return" | "reject";
            itemId: string;
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
        Publication: {
            /** Format: uuid */
            batchId: string | null;
            changed: number;
            /** Format: uuid */
            cycleId: string;
            newBands: string[];
            publication: number;
            /** Format: uuid */
            runId: string;
            scores: {
                after: {
                    band: string;
                    score: string;
                };
                before: {
                    band: string;
                    score: string;
                };
                /** Format: uuid */
                personId: string;
                /** Format: uuid */
                scoreId: string;
            }[];
            unchanged: number;
            version: number;
        };
        PublishAgain: {
            dryRun: boolean;
            /** @default [] */
            goals: {
                actual?: string;
                attainment: string;
                evidence: string;
                /** Format: uuid */
                goalId: string;
                /** Format: uuid */
                sheetId: string;
            }[];
            reason: string;
            ruleSetVersion?: number;
            version: number;
        };
        PutRuleSet: {
            data: components["schemas"]["RuleSetData"];
            version?: number;
        };
        ReassignBody: {
            reason: string;
            /** Format: uuid */
            taskId: string;
            /** Format: uuid */
            toPersonId: string;
        };
        RuleSet: {
            code: string;
            data: components["schemas"]["RuleSetData"];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        RuleSetData: {
            bands: {
                code: string;
                from: string;
            }[];
            groups: {
                code: string;
                weight: string;
            }[];
            maxScore: string;
            name: string;
            points: {
                above: string;
                below: string;
                met: string;
            };
            /** @enum {number} */
            version: 1;
        };
        Score: {
            band: string;
            /** @description Percent of the targets that was reached, e.g. 64.00; may be more than 100. */
            completion: string;
            /** Format: uuid */
            cycleId: string;
            /** Format: uuid */
            id: string;
            period: string;
            /** Format: uuid */
            personId: string;
            personName: string;
            rankInUnit: number;
            ruleSet: string;
            ruleSetVersion: number;
            score: string;
            /** Format: uuid */
            sheetId: string;
            /** @enum {string} */
            state: "scored" | "published";
            /** Format: uuid */
            unitId: string;
        };
        ScoreExplain: {
            agrees: boolean;
            goals: {
                actual: string | null;
                attainment: string;
                contribution: string;
                /** Format: uuid */
                goalId: string;
                group: string;
                points: string;
                target: string;
                title: string;
                unit: string;
                weight: string;
            }[];
            recomputed: string;
            ruleSet: string;
            ruleSetVersion: number;
            score: string;
            /** Format: uuid */
            scoreId: string;
            steps: components["schemas"]["ExplainStep"][];
            words: string[];
        };
        ScoringRun: {
            /** Format: uuid */
            approvalId: string | null;
            /** Format: uuid */
            batchId: string;
            /** Format: uuid */
            cycleId: string;
            /** Format: uuid */
            id: string;
            people: number;
            period: string;
            publication: number;
            /** @enum {string} */
            state: "scoring" | "scored" | "in-approval" | "returned" | "approved" | "published";
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
        SubmitRun: {
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
    RuleSetController_list: {
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
                        items: components["schemas"]["RuleSet"][];
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
    RuleSetController_one: {
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
                    "application/json": components["schemas"]["RuleSet"];
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
    RuleSetController_put: {
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
                "application/json": components["schemas"]["PutRuleSet"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
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
    ScoringRunController_list: {
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
                        items: components["schemas"]["ScoringRun"][];
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
    ScoringRunController_one: {
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
                    "application/json": components["schemas"]["ScoringRun"];
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
    ScoringRunController_publishAgain: {
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
                "application/json": components["schemas"]["PublishAgain"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
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
    ScoringRunController_submit: {
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
                "application/json": components["schemas"]["SubmitRun"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringRun"];
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
    ScoreController_list: {
        parameters: {
            query?: {
                after?: string;
                cycle?: string;
                limit?: number;
                mine?: "" | "true" | "1";
                person?: string;
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
                        items: components["schemas"]["Score"][];
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
    ScoreController_one: {
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
                    "application/json": components["schemas"]["Score"];
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
    ScoreController_explain: {
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
                    "application/json": components["schemas"]["ScoreExplain"];
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
