package com.example;

import io.github.cdks3encryption.Answer;
import io.github.cdks3encryption.BucketView;
import io.github.cdks3encryption.CrossAccountGrantee;
import io.github.cdks3encryption.CustomFinding;
import io.github.cdks3encryption.CustomRule;
import io.github.cdks3encryption.DefaultEncryption;
import io.github.cdks3encryption.EncryptedBucket;
import io.github.cdks3encryption.EncryptionKey;
import io.github.cdks3encryption.IBucketCheck;
import io.github.cdks3encryption.RuleSet;
import io.github.cdks3encryption.S3EncryptionAspect;
import io.github.cdks3encryption.S3EncryptionChecks;
import io.github.cdks3encryption.Severity;
import io.github.cdks3encryption.mixins.BucketDefaultEncryption;
import io.github.cdks3encryption.mixins.BucketSecureTransport;
import io.github.cdks3encryption.mixins.BucketSseCBlocked;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.IStableStringProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Mixin;
import software.amazon.awscdk.Mixins;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolation;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.IConstruct;

/** What the example app does not use. Prints one line for each check: "passed: NAME", or "failed: NAME: what is wrong". */
public final class Usage {
    private static final Map<String, Object> NO_SSE_C = Map.of("EncryptionType", List.of("SSE-C"));

    public static void main(final String[] args) {
        check("mixins", Usage::mixins);
        check("mixins, with the method of the construct", Usage::mixinsWith);
        check("the plugin, called", Usage::plugin);
        check("the plugin with a rule set", Usage::ruleSet);
        check("the aspect", Usage::aspect);
        check("a rule of one's own", Usage::ruleOfOnesOwn);
        check("a mixin of one's own", Usage::mixinOfOnesOwn);
        check("an aspect of one's own", Usage::aspectOfOnesOwn);
        check("a grantee of one's own", Usage::granteeOfOnesOwn);
        check("a value that is produced late", Usage::lateValue);
        check("an error about a construct", Usage::errorAboutConstruct);
        check("an error about a value", Usage::errorAboutValue);
        System.exit(0);
    }

    private static void mixins() {
        CfnBucket bucket = new CfnBucket(stack(), "Bucket");
        Mixins.of(bucket).apply(
            new BucketDefaultEncryption(DefaultEncryption.dsseKmsAwsManaged()), new BucketSecureTransport(), new BucketSseCBlocked());
        assertMixed(bucket);
    }

    private static void mixinsWith() {
        CfnBucket bucket = new CfnBucket(stack(), "Bucket");
        bucket.with(new BucketDefaultEncryption(DefaultEncryption.dsseKmsAwsManaged()), new BucketSecureTransport(), new BucketSseCBlocked());
        assertMixed(bucket);
    }

    private static void assertMixed(final CfnBucket bucket) {
        Template template = Template.fromStack(Stack.of(bucket));
        template.hasResourceProperties("AWS::S3::Bucket", encryptedWith(Map.of(
            "ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "aws:kms:dsse"),
            "BlockedEncryptionTypes", NO_SSE_C)));
        template.resourceCountIs("AWS::S3::BucketPolicy", 1);
    }

    private static void plugin() {
        Stack stack = stack();
        new Bucket(stack, "Plain");
        PolicyValidationPluginReport report = new S3EncryptionChecks().validateScope(stack);
        PolicyViolation violation = violationOf(report, "SecureTransportRequired");
        assertContains(violation.getDescription(), "The bucket has no policy, so requests over plain HTTP are not denied.");
        assertContains(violation.getFix(), "Deny s3:*");
        assertContains(String.valueOf(report.getSuccess()), "false");
    }

    private static void ruleSet() {
        List<?> recommended = RuleSet.recommended().getRuleNames();
        List<?> strict = RuleSet.strict().getRuleNames();
        if (!strict.containsAll(recommended) || strict.size() <= recommended.size()) { throw new AssertionError("strict rules are " + strict); }
        IPolicyValidationPlugin plugin = S3EncryptionChecks.Builder.create().ruleSet(RuleSet.strict()).build();
        if (plugin.getRuleIds().size() != strict.size()) { throw new AssertionError("rules of the plugin are " + plugin.getRuleIds()); }
    }

    private static void aspect() {
        Stack stack = stack();
        new Bucket(stack, "Plain");
        Aspects.of(stack).add(new S3EncryptionAspect());
        Annotations.fromStack(stack).hasError("/Usage/Plain/Resource",
            Match.stringLikeRegexp("The bucket has no policy.* Fix: Deny .*\\(S3Encryption::SecureTransportRequired\\)$"));
    }

    private static void ruleOfOnesOwn() {
        Stack stack = stack();
        new Bucket(stack, "Plain");
        Bucket.Builder.create(stack, "Kept").versioned(true).build();
        CustomRule rule = CustomRule.Builder.create()
            .name("AcmeVersioned")
            .title("Buckets keep versions")
            .description("Deleted objects can be recovered.")
            .fix("Set versioned to true.")
            .severity(Severity.ERROR)
            .check(new Versioned())
            .build();
        S3EncryptionChecks checks = S3EncryptionChecks.Builder.create().ruleSet(RuleSet.recommended().withCustomRules(rule)).build();
        PolicyViolation violation = violationOf(checks.validateScope(stack), "AcmeVersioned");
        assertContains(violation.getDescription(), "keeps no versions. Deleted objects can be recovered.");
        assertContains(violation.getFix(), "Set versioned to true.");
        assertContains(String.valueOf(violation.getViolatingResources().size()), "1");
    }

    /** Finds buckets that are not versioned. */
    private static final class Versioned implements IBucketCheck {
        @Override
        public List<CustomFinding> checkBucket(final BucketView bucket) {
            if (bucket.readProperty("VersioningConfiguration.Status").isOneOf("Enabled") == Answer.YES) { return List.of(); }
            return List.of(CustomFinding.violation(bucket.getLogicalId() + " keeps no versions."));
        }
    }

    private static void mixinOfOnesOwn() {
        EncryptedBucket bucket = new EncryptedBucket(stack(), "Bucket");
        Mixins.of(bucket).apply(new Accelerated());
        Template.fromStack(Stack.of(bucket)).hasResourceProperties("AWS::S3::Bucket",
            Map.of("AccelerateConfiguration", Map.of("AccelerationStatus", "Enabled")));
    }

    /** Turns on transfer acceleration. */
    private static final class Accelerated extends Mixin {
        @Override
        public Boolean supports(final IConstruct construct) {
            return construct instanceof CfnBucket;
        }

        @Override
        public void applyTo(final IConstruct construct) {
            ((CfnBucket) construct).addPropertyOverride("AccelerateConfiguration", Map.of("AccelerationStatus", "Enabled"));
        }
    }

    private static void aspectOfOnesOwn() {
        EncryptedBucket bucket = new EncryptedBucket(stack(), "Bucket");
        Aspects.of(bucket).add(new Named());
        Template.fromStack(Stack.of(bucket)).hasResourceProperties("AWS::S3::Bucket", Map.of("BucketName", "named-by-an-aspect"));
    }

    /** Names buckets. */
    private static final class Named implements IAspect {
        @Override
        public void visit(final IConstruct node) {
            if (node instanceof CfnBucket) { ((CfnBucket) node).setBucketName("named-by-an-aspect"); }
        }
    }

    private static void granteeOfOnesOwn() {
        Stack stack = stack();
        Team team = new Team(Role.Builder.create(stack, "Role").assumedBy(new ServicePrincipal("lambda.amazonaws.com")).build());
        new EncryptedBucket(stack, "Bucket").grantRead(team);
        Template.fromStack(stack).hasResourceProperties("AWS::IAM::Policy", Map.of("PolicyDocument",
            Map.of("Statement", Match.arrayWith(List.of(Match.objectLike(Map.of("Action", "kms:Decrypt")))))));
    }

    /** Somebody who has a role. */
    private static final class Team implements IGrantable {
        private final Role role;

        private Team(final Role role) {
            this.role = role;
        }

        @Override
        public IPrincipal getGrantPrincipal() {
            return role;
        }
    }

    private static void lateValue() {
        Stack stack = stack();
        EncryptedBucket.Builder.create(stack, "Bucket").bucketName(Lazy.string(new Late())).build();
        Template.fromStack(stack).hasResourceProperties("AWS::S3::Bucket", Map.of("BucketName", "named-late"));
    }

    /** A name that is known when the template is written. */
    private static final class Late implements IStableStringProducer {
        @Override
        public String produce() {
            return "named-late";
        }
    }

    private static void errorAboutConstruct() {
        assertThrows(() -> EncryptionKey.Builder.create(stack(), "Key").pendingWindow(Duration.days(3)).build(),
            "Usage/Key: pendingWindow cannot be 3 days: AWS KMS accepts whole days between 7 and 30. Fix: pass a time such as Duration.days(30).");
    }

    private static void errorAboutValue() {
        assertThrows(() -> CrossAccountGrantee.account("12"),
            "CrossAccountGrantee: account cannot be \"12\". Fix: pass the 12 digits of the account ID.");
    }

    private static PolicyViolation violationOf(final PolicyValidationPluginReport report, final String rule) {
        return report.getViolations().stream().filter(one -> one.getRuleName().equals(rule)).findFirst().orElseThrow();
    }

    private static Stack stack() {
        return new Stack(new App(), "Usage");
    }

    private static Map<String, Object> encryptedWith(final Map<String, Object> rule) {
        return Map.of("BucketEncryption", Map.of("ServerSideEncryptionConfiguration", List.of(rule)));
    }

    private static void check(final String name, final Runnable action) {
        try {
            action.run();
            System.out.println("passed: " + name);
        } catch (RuntimeException | AssertionError error) {
            System.out.println("failed: " + name + ": " + String.valueOf(error.getMessage()).replace("\n", " | "));
        }
    }

    private static void assertThrows(final Runnable action, final String message) {
        try {
            action.run();
        } catch (RuntimeException error) {
            assertContains(error.getMessage(), message);
            return;
        }
        throw new AssertionError("nothing was thrown; expected: " + message);
    }

    private static void assertContains(final String text, final String part) {
        if (!text.contains(part)) { throw new AssertionError("\"" + text + "\" does not contain \"" + part + "\""); }
    }
}
