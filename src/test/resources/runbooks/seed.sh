# What the stack makes on AWS, by the names it gives them, in moto_server. (DynamoDB and SQS are the embedded ones.)
set -euo pipefail
account=123456789012
zip=$(mktemp -d)/function.zip
base64 --decode >"$zip" <<<UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==
aws iam create-role --role-name function --assume-role-policy-document '{"Version": "2012-10-17", "Statement": []}'
for function in monitoring-api monitoring-ai-analysis monitoring-processor monitoring-health; do
  aws lambda create-function --function-name "$function-$ENVIRONMENT" --runtime java21 --handler handler --publish \
    --role "arn:aws:iam::$account:role/function" --zip-file "fileb://$zip"
done
# One that nothing leads out of: moto_server gives it a network without endpoints.
aws lambda create-function --function-name monitoring-api-isolated --runtime java21 --handler handler \
  --role "arn:aws:iam::$account:role/function" --zip-file "fileb://$zip" \
  --vpc-config SubnetIds=subnet-1,SecurityGroupIds=sg-1
aws lambda create-alias --function-name "monitoring-api-$ENVIRONMENT" --name live --function-version 1
aws apigateway create-rest-api --name monitoring-api
aws cloudwatch put-dashboard --dashboard-name "monitoring-dashboard-$ENVIRONMENT" --dashboard-body '{"widgets": []}'
aws logs create-log-group --log-group-name "/aws/lambda/monitoring-api-$ENVIRONMENT"
aws logs create-log-stream --log-group-name "/aws/lambda/monitoring-api-$ENVIRONMENT" --log-stream-name stream
# The twin of the embedded table, for what DynamoDB Local does not have: backups.
curl -sS --fail "$MOTO/" -H 'X-Amz-Target: DynamoDB_20120810.CreateTable' -H 'Content-Type: application/x-amz-json-1.0' \
  -H "Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/$AWS_DEFAULT_REGION/dynamodb/aws4_request, Signature=x" \
  -d '{"TableName": "ApplicationMetrics-'"$ENVIRONMENT"'", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}'
curl -sS --fail "$MOTO/" -H 'X-Amz-Target: DynamoDB_20120810.UpdateContinuousBackups' -H 'Content-Type: application/x-amz-json-1.0' \
  -H "Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/$AWS_DEFAULT_REGION/dynamodb/aws4_request, Signature=x" \
  -d '{"TableName": "ApplicationMetrics-'"$ENVIRONMENT"'",
       "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}'
# By the change set's name that the CDK has: it deletes the last one, and moto_server fails where there is none.
changes=(--stack-name "MonitoringStack-$ENVIRONMENT" --change-set-name cdk-deploy-change-set)
aws cloudformation create-change-set "${changes[@]}" --change-set-type CREATE \
  --template-body "file://$CDK_APP/MonitoringStack-$ENVIRONMENT.template.json"
aws cloudformation execute-change-set "${changes[@]}"
