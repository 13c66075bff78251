"""S3 uses keys for its callers with their rights: MiniStack never asks.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
"""
import base64
import json
import re
from urllib.parse import unquote

import ministack.app as app
from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext
from ministack.core.responses import get_account_id
from ministack.core.router import extract_access_key_id
from ministack.services import kms, s3

import condition_keys
from object_encryption import ALGORITHM, BUCKET_KEY, CONTEXT, CUSTOMERS, KEY_ID, MANAGED, applied


def _key(arn: str):
    """The record of a key, whichever account it belongs to."""
    return next((record for record in kms._keys._data.values() if record.get("Arn") == arn), None)


def allowed(principal, action: str, key_arn: str, bucket: str, key: str, stored: dict) -> bool:
    """Whether S3 may use a key for somebody, for an object that is stored like this."""
    record = _key(key_arn)
    owner, region = (key_arn.split(":") + [""] * 5)[4:2:-1]
    if key_arn.endswith(MANAGED):
        return principal.account == owner
    if record is None or record["KeyState"] != "Enabled":
        return False
    arn = f"arn:aws:s3:::{bucket}" if stored.get(BUCKET_KEY) == "true" else f"arn:aws:s3:::{bucket}/{key}"
    context = {**(json.loads(base64.b64decode(stored[CONTEXT])) if stored.get(CONTEXT) else {}), "aws:s3:arn": arn}
    ctx = EvalContext(
        principal_arn=principal.arn, principal_type=principal.type, principal_account=principal.account,
        action=action, resource_arn=key_arn, region=region, secure_transport=True, principal_keys=principal.keys,
        service_context={
            "kms:viaservice": f"s3.{region}.amazonaws.com", "kms:calleraccount": principal.account,
            "aws:principalisawsservice": "false", "kms:encryptioncontextkeys": list(context),
            **{f"kms:encryptioncontext:{name}".lower(): value for name, value in context.items()},
        })
    identity = iam_evaluator.evaluate(ctx, principal.policies, *principal.limits)
    policy = record.get("Policy") or ""
    return iam_evaluator.combine_resource_policy(
        identity, ctx, policy, owner, required=True, limits=tuple(principal.limits)).decision == "Allow"


def stored_of(bucket: str, key: str, version: str | None = None) -> dict:
    """What an object is encrypted with."""
    owner = s3._bucket_owner_account(bucket)
    record = (s3._buckets.get_scoped(owner, None, bucket) or {}).get("objects", {}).get(key) or {}
    if version:
        versions = s3._object_versions.get_scoped(owner, None, (bucket, key)) or []
        record = next((found for found in versions if found["version_id"] == version), record)
    return record.get("preserved_headers", {})


def _uses(method: str, bucket: str, key: str, headers: dict, query: dict):
    """The keys that S3 uses to answer a request: action, bucket, object and how it is encrypted."""
    owner = s3._bucket_owner_account(bucket)
    if not key or owner is None:
        return
    upload = condition_keys.first(query, "uploadId")
    if headers.get("x-amz-copy-source"):
        source, _, version = unquote(headers["x-amz-copy-source"]).lstrip("/").partition("?versionId=")
        from_bucket, _, from_key = source.partition("/")
        yield "kms:Decrypt", from_bucket, from_key, stored_of(from_bucket, from_key, version)
    if method in ("GET", "HEAD") and not query.keys() - {"versionId", "partNumber", "x-id"} - {
            name for name in query if name.lower().startswith("x-amz-")}:
        yield "kms:Decrypt", bucket, key, stored_of(bucket, key, condition_keys.first(query, "versionId"))
    elif upload and method in ("PUT", "POST"):
        said = condition_keys.uploads.get(upload, {})
        yield "kms:Decrypt", bucket, key, applied(said, owner, bucket)
    elif (method == "PUT" and not query.keys() - {"x-id"} - {name for name in query if name.lower().startswith("x-amz-")}) \
            or (method == "POST" and "uploads" in query):
        if CUSTOMERS not in headers:
            yield "kms:GenerateDataKey", bucket, key, applied(headers, owner, bucket)


def install() -> None:
    original = app.SERVICE_HANDLERS["s3"]

    async def handler(method, path, headers, body, query):
        merged = s3._merge_hoisted_amz_headers(headers, query)
        bucket, key = s3._parse_bucket_key(path, merged)
        access_key = extract_access_key_id(headers, query)
        root = bool(access_key) and iam_evaluator.is_root_access_key(access_key)
        principal = None if root or not access_key else iam_evaluator.resolve_principal(access_key, get_account_id())
        for action, of_bucket, of_key, stored in (() if root else _uses(method, bucket, key, merged, query)):
            if not stored.get(ALGORITHM, "").startswith("aws:kms"):
                continue
            if principal is None or not allowed(principal, action, stored[KEY_ID], of_bucket, of_key, stored):
                who = principal.arn if principal else "anonymous"
                return s3._error("AccessDenied", f"User: {who} is not authorized to perform: {action} on resource: {stored[KEY_ID]}", 403,
                                 f"/{bucket}/{key}")
        response = await original(method, path, headers, body, query)
        if method == "POST" and "uploads" in query and response[0] == 200:
            upload = re.search(rb"<UploadId>([^<]+)</UploadId>", response[2])
            condition_keys.uploads[upload[1].decode()] = {name: value for name, value in merged.items() if name.startswith("x-amz-server-side")}
        return response

    app.SERVICE_HANDLERS["s3"] = handler
    of_own = kms.key_policy_for_arn

    def key_policy_for_arn(arn):
        record = _key(arn)
        return (record.get("Policy") or "", arn.split(":")[4]) if record else of_own(arn)

    kms.key_policy_for_arn = key_policy_for_arn
