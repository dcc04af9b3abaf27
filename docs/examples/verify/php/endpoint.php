<?php

require __DIR__ . '/vendor/autoload.php';

use StandardWebhooks\Exception\WebhookVerificationException;
use StandardWebhooks\Webhook;

$webhook = new Webhook(getenv('WEBHOOK_SECRET'));
$body = file_get_contents('php://input');
$headers = array_change_key_case(getallheaders(), CASE_LOWER);

try {
    $webhook->verify($body, $headers);
} catch (WebhookVerificationException $exception) {
    http_response_code(401);
    exit;
}

$message = json_decode($body, true, 512, JSON_BIGINT_AS_STRING);
error_log($message['type'] . ' ' . $headers['webhook-id']);
http_response_code(204);
