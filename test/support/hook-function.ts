import { bundleHookFunction } from '../../scripts/hook-function/bundle';

/** Before all tests: constructs refer to the function of `EncryptionHook`, which `npx projen compile` bundles. */
export default function setUp(): void {
  bundleHookFunction();
}
