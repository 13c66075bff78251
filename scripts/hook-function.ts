/** Writes `lib/hook-function/bundle/index.js`: the function of `EncryptionHook`, from `src/hook-function` and the rules. */
import { bundleHookFunction } from './hook-function/bundle';

bundleHookFunction();
