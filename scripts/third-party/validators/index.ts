import type { Validator } from '../finding';
import { cdkNag } from './cdk-nag';
import { cfnLint } from './cfn-lint';
import { checkov } from './checkov';
import { cloudformationValidate } from './cloudformation-validate';
import { limits } from './limits';
import { serviceAuthorization } from './service-authorization';
import { updates } from './updates';

export const VALIDATORS: readonly Validator[] = [cdkNag, cloudformationValidate, serviceAuthorization, limits, updates, cfnLint, checkov];
