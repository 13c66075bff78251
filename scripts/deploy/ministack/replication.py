"""Replication uses the rights of its role, and the destination's key: MiniStack asks for neither."""
from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext, PrincipalInfo
from ministack.services import s3

from condition_keys import policy_of_bucket
from kms_rights import allowed
from object_encryption import ALGORITHM, BUCKET_KEY, KEY_ID, rule_of


def _role(arn: str) -> PrincipalInfo:
    account, name = arn.split(":")[4], arn.rpartition("/")[2]
    return PrincipalInfo(
        f"arn:aws:sts::{account}:assumed-role/{name}/s3-replication", "AssumedRole", account,
        iam_evaluator._gather_role_policies(name, account))


def _may(role: PrincipalInfo, action: str, bucket: str, key: str) -> bool:
    policy, owner = policy_of_bucket(bucket)
    ctx = EvalContext(
        principal_arn=role.arn, principal_type=role.type, principal_account=role.account, action=action,
        resource_arn=f"arn:aws:s3:::{bucket}/{key}", region="", secure_transport=True,
        service_context={"s3:signatureversion": "AWS4-HMAC-SHA256", "s3:tlsversion": "1.3", "aws:principalisawsservice": "false"})
    identity = iam_evaluator.evaluate(ctx, role.policies)
    return iam_evaluator.combine_resource_policy(identity, ctx, policy, owner).decision == "Allow"


def install() -> None:
    copy = s3._maybe_replicate

    def maybe_replicate(bucket, key, record, data, tags=None):
        rule, role_arn = s3._replication_rule_for(bucket, key, tags)
        if rule is None:
            return
        stored = record["preserved_headers"]
        encrypted = stored.get(ALGORITHM, "").startswith("aws:kms")
        criteria = rule.get("SourceSelectionCriteria") or {}
        if encrypted and (criteria.get("SseKmsEncryptedObjects") or {}).get("Status") != "Enabled":
            return
        destination = rule["Destination"]
        to = destination["Bucket"].rpartition(":::")[2]
        owner = s3._bucket_owner_account(to)
        default = rule_of(owner, to)
        replica_key = (destination.get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID")
        written = ({ALGORITHM: default.algorithm if default.algorithm.startswith("aws:kms") else "aws:kms", KEY_ID: replica_key,
                    **({BUCKET_KEY: "true"} if default.bucket_key else {})} if encrypted and replica_key else {ALGORITHM: "AES256"})
        role = _role(role_arn)
        if not (_may(role, "s3:GetObjectVersionForReplication", bucket, key) and _may(role, "s3:ReplicateObject", to, key)
                and (not encrypted or allowed(role, "kms:Decrypt", stored[KEY_ID], bucket, key, stored))
                and (KEY_ID not in written or allowed(role, "kms:Encrypt", replica_key, to, key, written))):
            record["replication_status"] = "FAILED"
            return
        # The replica is a copy of the record, with what it is encrypted with.
        kept = dict(stored)
        for name in s3._SSE_STORED_HEADERS:
            stored.pop(name, None)
        stored.update(written)
        try:
            copy(bucket, key, record, data, tags)
        finally:
            stored.clear()
            stored.update(kept)

    s3._maybe_replicate = maybe_replicate
