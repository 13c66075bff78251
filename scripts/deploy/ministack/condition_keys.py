"""Condition keys of requests to S3 and AWS KMS that MiniStack does not fill, and callers of other accounts.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""
import json
from contextvars import ContextVar

from hypercorn.asyncio.tcp_server import TCPServer
from ministack.core import iam_actions, iam_evaluator
from ministack.core.router import extract_access_key_id
from ministack.services import iam, s3

_tls: ContextVar[str] = ContextVar("tls_version", default="")
_of_request: ContextVar[dict] = ContextVar("condition_keys", default={})
_caller: ContextVar[str] = ContextVar("access_key", default="")

# What the request that began a multipart upload said: its parts say nothing.
uploads: dict[str, dict] = {}

HEADERS = (
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-customer-algorithm",
)


def signature_version(headers: dict, query: dict) -> str | None:
    authorization = headers.get("authorization", "")
    named = authorization.partition(" ")[0] or first(query, "X-Amz-Algorithm")
    return named or ("AWS" if first(query, "AWSAccessKeyId") else None)


def first(query: dict, name: str) -> str:
    """A parameter of the query, which may come as a list."""
    value = query.get(name, "")
    return (value[0] if value else "") if isinstance(value, list) else value


def _keys_of(headers: dict, query: dict) -> dict:
    keys = {
        "s3:signatureversion": signature_version(headers, query),
        "s3:authtype": "REST-HEADER" if headers.get("authorization") else "REST-QUERY-STRING",
        "s3:tlsversion": _tls.get() or None,
        "aws:principalisawsservice": "false",
    }
    return {name: value for name, value in keys.items() if value is not None}


def _patch_s3_context() -> None:
    original = iam_actions.s3_service_context

    def s3_service_context(action, query, path="", headers=None):
        query, headers = query or {}, headers or {}
        _of_request.set(_keys_of(headers, query))
        context = {**original(action, query, path, headers), **_of_request.get()}
        if action == "s3:PutObject":
            said = uploads.get(first(query, "uploadId"), headers)
            context.update({f"s3:{name}": said[name] for name in HEADERS if said.get(name)})
        return context

    iam_actions.s3_service_context = s3_service_context


def _patch_enforcement() -> None:
    original = iam_evaluator.enforce

    def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        _caller.set(access_key_id or "")
        keys = _of_request.get() if service in ("s3", "kms") else {}
        return original(access_key_id, iam_action, service, region, resource_arn, {**keys, **(service_context or {})})

    iam_evaluator.enforce = enforce
    arn_of_resource = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, *rest):
        if service == "kms":
            _of_request.set(_keys_of_kms(headers, body, rest[-1]))
        return arn_of_resource(service, method, path, headers, body, *rest)

    iam_actions.extract_resource_arn = extract_resource_arn


def _keys_of_kms(headers: dict, body: bytes, account: str) -> dict:
    """Of a request to AWS KMS itself: through no other service."""
    asked = json.loads(body or b"{}")
    context = asked.get("EncryptionContext") or {}
    principal = iam_evaluator.resolve_principal(extract_access_key_id(headers, {}), account)
    return {
        "kms:calleraccount": getattr(principal, "account", account),
        "aws:principalisawsservice": "false",
        **{f"kms:encryptioncontext:{name}".lower(): value for name, value in context.items()},
        **({"kms:encryptioncontextkeys": list(context)} if context else {}),
    }


def _patch_principals() -> None:
    """aws:PrincipalArn is the role, not its session; who signs nothing has an account of this name, and no ARN."""
    original = iam_evaluator._resolve_condition_key

    def resolve(key, ctx):
        name = key.lower()
        if ctx.principal_type == "Anonymous" and name.startswith("aws:principal"):
            return {"aws:principaltype": "Anonymous", "aws:principalaccount": "anonymous", "aws:principalisawsservice": "false"}.get(name)
        if name == "aws:principalarn" and ctx.principal_type == "AssumedRole" and ":assumed-role/" in ctx.principal_arn:
            role = iam._roles.get_scoped(ctx.principal_account, None, ctx.principal_arn.split("/")[1])
            return role["Arn"] if role else None
        return original(key, ctx)

    iam_evaluator._resolve_condition_key = resolve


def policy_of_bucket(name: str) -> tuple[str, str] | None:
    """The policy of a bucket, whichever account it belongs to, and that account."""
    owner = s3._bucket_owner_account(name)
    return None if owner is None else (s3._bucket_policies.get_scoped(owner, None, name) or "", owner)


def _patch_other_accounts() -> None:
    """MiniStack judges callers of other accounts as their account's root: they are roles, with policies of their own."""
    of_own = s3.bucket_policy_for_arn

    def bucket_policy_for_arn(arn):
        name = arn.removeprefix("arn:aws:s3:::").partition("/")[0]
        return policy_of_bucket(name) if arn.startswith("arn:aws:s3:::") else of_own(arn)

    s3.bucket_policy_for_arn = bucket_policy_for_arn
    by_account = s3._foreign_bucket_allows

    def foreign_bucket_allows(owner, bucket, key, method, query, caller, headers=None):
        # enforce() has judged them by the bucket's policy and their own.
        if caller and not iam_evaluator.is_root_access_key(_caller.get()):
            return True
        return by_account(owner, bucket, key, method, query, caller, headers)

    s3._foreign_bucket_allows = foreign_bucket_allows


def _patch_tls() -> None:
    run = TCPServer.run

    async def run_with_version(self):
        connection = self.writer.get_extra_info("ssl_object")
        _tls.set((connection.version() or "").removeprefix("TLSv") if connection else "")
        await run(self)

    TCPServer.run = run_with_version


def install() -> None:
    for patch in (_patch_s3_context, _patch_enforcement, _patch_principals, _patch_other_accounts, _patch_tls):
        patch()
