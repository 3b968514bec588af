export const words = { reason: 'Reason (others will read it)', comment: 'Comment (may stay empty)', back: 'Cancel' };
