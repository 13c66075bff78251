// Command usage does what the example app does not. It prints one line for each check: "passed: NAME", or "failed: NAME: what is wrong".
package main

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption/mixins"
)

type object = map[string]interface{}
type list = []interface{}

func main() {
	defer jsii.Close()

	check("mixins", func() {
		bucket := awss3.NewCfnBucket(stack(), jsii.String("Bucket"), nil)
		awscdk.Mixins_Of(bucket, nil).Apply(mixed()...)
		assertMixed(bucket)
	})
	check("mixins, with the method of the construct", func() {
		bucket := awss3.NewCfnBucket(stack(), jsii.String("Bucket"), nil)
		bucket.With(mixed()...)
		assertMixed(bucket)
	})
	check("the plugin, called", func() {
		stack := stack()
		awss3.NewBucket(stack, jsii.String("Plain"), nil)
		violation := violationOf(cdks3encryption.NewS3EncryptionChecks(nil, nil).ValidateScope(stack), "SecureTransportRequired")
		assertContains(*violation.Description, "The bucket has no policy, so requests over plain HTTP are not denied.")
		assertContains(*violation.Fix, "Deny s3:*")
	})
	check("the plugin with a rule set", func() {
		strict := cdks3encryption.RuleSet_Strict()
		plugin := cdks3encryption.NewS3EncryptionChecks(nil, &cdks3encryption.S3EncryptionChecksProps{RuleSet: strict})
		recommended := len(*cdks3encryption.RuleSet_Recommended().RuleNames())
		if len(*plugin.RuleIds()) != len(*strict.RuleNames()) || len(*strict.RuleNames()) <= recommended {
			panic(fmt.Sprintf("rules of the plugin are %v", *plugin.RuleIds()))
		}
	})
	check("the aspect", func() {
		stack := stack()
		awss3.NewBucket(stack, jsii.String("Plain"), nil)
		awscdk.Aspects_Of(stack).Add(cdks3encryption.NewS3EncryptionAspect(nil), nil)
		assertions.Annotations_FromStack(stack).HasError(jsii.String("/Usage/Plain/Resource"),
			assertions.Match_StringLikeRegexp(jsii.String(`The bucket has no policy.* Fix: Deny .*\(S3Encryption::SecureTransportRequired\)$`)))
	})
	check("a rule of one's own", func() {
		stack := stack()
		awss3.NewBucket(stack, jsii.String("Plain"), nil)
		awss3.NewBucket(stack, jsii.String("Kept"), &awss3.BucketProps{Versioned: jsii.Bool(true)})
		rule := cdks3encryption.NewCustomRule(&cdks3encryption.CustomRuleProps{
			Name:        jsii.String("AcmeVersioned"),
			Title:       jsii.String("Buckets keep versions"),
			Description: jsii.String("Deleted objects can be recovered."),
			Fix:         jsii.String("Set Versioned to true."),
			Severity:    cdks3encryption.Severity_ERROR,
			Check:       &versioned{status: "Enabled"},
		})
		plugin := cdks3encryption.NewS3EncryptionChecks(nil, &cdks3encryption.S3EncryptionChecksProps{
			RuleSet: cdks3encryption.RuleSet_Recommended().WithCustomRules(rule),
		})
		violation := violationOf(plugin.ValidateScope(stack), "AcmeVersioned")
		assertContains(*violation.Description, "keeps no versions. Deleted objects can be recovered.")
		assertContains(*violation.Fix, "Set Versioned to true.")
		assertContains(fmt.Sprint(len(*violation.ViolatingResources)), "1")
	})
	check("a mixin of one's own", func() {
		bucket := cdks3encryption.NewEncryptedBucket(stack(), jsii.String("Bucket"), nil)
		awscdk.Mixins_Of(bucket, nil).Apply(&accelerated{status: "Enabled"})
		assertBucket(bucket, object{"AccelerateConfiguration": object{"AccelerationStatus": "Enabled"}})
	})
	check("an aspect of one's own", func() {
		bucket := cdks3encryption.NewEncryptedBucket(stack(), jsii.String("Bucket"), nil)
		awscdk.Aspects_Of(bucket).Add(&named{name: "named-by-an-aspect"}, nil)
		assertBucket(bucket, object{"BucketName": "named-by-an-aspect"})
	})
	check("a grantee of one's own", func() {
		stack := stack()
		role := awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
			AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
		})
		cdks3encryption.NewEncryptedBucket(stack, jsii.String("Bucket"), nil).GrantRead(&team{role: role}, nil)
		assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::IAM::Policy"), object{
			"PolicyDocument": object{"Statement": assertions.Match_ArrayWith(&list{
				assertions.Match_ObjectLike(&object{"Action": "kms:Decrypt"}),
			})},
		})
	})
	check("a value that is produced late", func() {
		bucket := cdks3encryption.NewEncryptedBucket(stack(), jsii.String("Bucket"), &cdks3encryption.EncryptedBucketProps{
			BucketName: awscdk.Lazy_String(&late{name: "named-late"}, nil),
		})
		assertBucket(bucket, object{"BucketName": "named-late"})
	})
	check("an error about a construct", func() {
		assertPanics("Usage/Key: pendingWindow cannot be 3 days: AWS KMS accepts whole days between 7 and 30. Fix: pass a time such as Duration.days(30).", func() {
			cdks3encryption.NewEncryptionKey(stack(), jsii.String("Key"), &cdks3encryption.EncryptionKeyProps{
				PendingWindow: awscdk.Duration_Days(jsii.Number(3)),
			})
		})
	})
	check("an error about a value", func() {
		assertPanics(`CrossAccountGrantee: account cannot be "12". Fix: pass the 12 digits of the account ID.`, func() {
			cdks3encryption.CrossAccountGrantee_Account(jsii.String("12"))
		})
	})
}

func mixed() []constructs.IMixin {
	return []constructs.IMixin{
		mixins.NewBucketDefaultEncryption(cdks3encryption.DefaultEncryption_DsseKmsAwsManaged(), nil),
		mixins.NewBucketSecureTransport(nil),
		mixins.NewBucketSseCBlocked(),
	}
}

func assertMixed(bucket awss3.CfnBucket) {
	assertBucket(bucket, object{"BucketEncryption": object{"ServerSideEncryptionConfiguration": list{object{
		"ServerSideEncryptionByDefault": object{"SSEAlgorithm": "aws:kms:dsse"},
		"BlockedEncryptionTypes":        object{"EncryptionType": list{"SSE-C"}},
	}}}})
	assertions.Template_FromStack(awscdk.Stack_Of(bucket), nil).ResourceCountIs(jsii.String("AWS::S3::BucketPolicy"), jsii.Number(1))
}

// versioned finds buckets that are not versioned.
//
// Like the types below it has a field: jsii tells objects from each other by their addresses, and values without fields share one.
type versioned struct {
	status string
}

func (v *versioned) CheckBucket(bucket cdks3encryption.BucketView) *[]cdks3encryption.CustomFinding {
	if bucket.ReadProperty(jsii.String("VersioningConfiguration.Status")).IsOneOf(&v.status) == cdks3encryption.Answer_YES {
		return &[]cdks3encryption.CustomFinding{}
	}
	return &[]cdks3encryption.CustomFinding{
		cdks3encryption.CustomFinding_Violation(jsii.String(*bucket.LogicalId()+" keeps no versions."), nil),
	}
}

// accelerated is a mixin that turns on transfer acceleration.
type accelerated struct {
	status string
}

func (*accelerated) Supports(construct constructs.IConstruct) *bool {
	_, ok := construct.(awss3.CfnBucket)
	return &ok
}

func (a *accelerated) ApplyTo(construct constructs.IConstruct) {
	construct.(awss3.CfnBucket).AddPropertyOverride(jsii.String("AccelerateConfiguration"), object{"AccelerationStatus": a.status})
}

// named is an aspect that names buckets.
type named struct {
	name string
}

func (n *named) Visit(node constructs.IConstruct) {
	if bucket, ok := node.(awss3.CfnBucket); ok {
		bucket.SetBucketName(&n.name)
	}
}

// team is somebody who has a role.
type team struct {
	role awsiam.Role
}

func (t *team) GrantPrincipal() awsiam.IPrincipal {
	return t.role
}

// late is a name that is known when the template is written.
type late struct {
	name string
}

func (l *late) Produce() *string {
	return &l.name
}

func violationOf(report *awscdk.PolicyValidationPluginReport, rule string) *awscdk.PolicyViolation {
	for _, violation := range *report.Violations {
		if *violation.RuleName == rule {
			return violation
		}
	}
	panic("the report has no violation of " + rule)
}

func stack() awscdk.Stack {
	return awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Usage"), nil)
}

func assertBucket(bucket constructs.IConstruct, properties object) {
	assertions.Template_FromStack(awscdk.Stack_Of(bucket), nil).HasResourceProperties(jsii.String("AWS::S3::Bucket"), properties)
}

func check(name string, action func()) {
	defer func() {
		if thrown := recover(); thrown != nil {
			fmt.Printf("failed: %s: %s\n", name, strings.ReplaceAll(fmt.Sprint(thrown), "\n", " | "))
		} else {
			fmt.Printf("passed: %s\n", name)
		}
	}()
	action()
}

func assertPanics(message string, action func()) {
	defer func() {
		thrown := recover()
		if thrown == nil {
			panic("nothing was thrown; expected: " + message)
		}
		assertContains(fmt.Sprint(thrown), message)
	}()
	action()
}

func assertContains(text string, part string) {
	if !strings.Contains(text, part) {
		panic(fmt.Sprintf("%q does not contain %q", text, part))
	}
}
