// @ts-nocheck
import fc from 'fast-check';

// A counterexample is enough to kill a mutant: nobody reads it, so it is not made smaller.
fc.configureGlobal({ endOnFailure: true, numRuns: 50 });
