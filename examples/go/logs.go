package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudtrail"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awselasticloadbalancingv2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// NewLogsStack has logs that S3 and load balancers deliver to SSE-S3 only, and an audit trail with a key.
func NewLogsStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	// Nobody but AWS services may write to it, and they for this account only.
	logs := cdks3encryption.NewLogBucket(stack, jsii.String("Logs"), &cdks3encryption.LogBucketProps{
		OtherWritersDenied: jsii.Bool(true),
	})

	// Server access logs.
	cdks3encryption.NewEncryptedBucket(stack, jsii.String("Orders"), &cdks3encryption.EncryptedBucketProps{
		AccessLogs: &cdks3encryption.AccessLogsOptions{Bucket: logs, Prefix: jsii.String("orders/")},
	})

	// A load balancer checks the bucket when its logs are turned on: it waits for the policy.
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs:                       jsii.Number(2),
		NatGateways:                  jsii.Number(0),
		RestrictDefaultSecurityGroup: jsii.Bool(false),
	})
	web := awselasticloadbalancingv2.NewApplicationLoadBalancer(stack, jsii.String("Web"), &awselasticloadbalancingv2.ApplicationLoadBalancerProps{
		Vpc: vpc,
	})
	web.SetAttribute(jsii.String("access_logs.s3.enabled"), jsii.String("true"))
	web.SetAttribute(jsii.String("access_logs.s3.bucket"), logs.BucketName())
	logs.AcceptLogsFrom(cdks3encryption.LogSource_ApplicationLoadBalancer(&cdks3encryption.LogSourceOptions{Producer: web}))

	// CloudTrail can have a key; the policies of bucket and key let this trail in.
	audit := cdks3encryption.NewEncryptedBucket(stack, jsii.String("Audit"), &cdks3encryption.EncryptedBucketProps{
		AccessLogs: &cdks3encryption.AccessLogsOptions{Bucket: logs, Prefix: jsii.String("audit/")},
	})
	trail := awscloudtrail.NewCfnTrail(stack, jsii.String("Trail"), &awscloudtrail.CfnTrailProps{
		TrailName:    jsii.String("audit"),
		IsLogging:    jsii.Bool(true),
		S3BucketName: audit.BucketName(),
		KmsKeyId:     audit.EncryptionKey().KeyArn(),
	})
	audit.AcceptLogsFrom(cdks3encryption.LogSource_CloudTrail(&cdks3encryption.CloudTrailLogsOptions{
		Producer:   trail,
		TrailNames: jsii.Strings("audit"),
	}))

	// Server access logs under a key: to a log group instead of a bucket.
	cdks3encryption.NewAccessLogDelivery(stack, jsii.String("PayrollAccessLogs"), &cdks3encryption.AccessLogDeliveryProps{
		Bucket: cdks3encryption.NewEncryptedBucket(stack, jsii.String("Payroll"), nil),
	})

	return stack
}
