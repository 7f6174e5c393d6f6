/** A mutant is noticed by the first example that fails; looking for a smaller one would only take time. */
import fc from "fast-check";

fc.configureGlobal({ endOnFailure: true });
