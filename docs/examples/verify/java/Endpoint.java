import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

public final class Endpoint {
    private static final Webhook WEBHOOK = new Webhook(System.getenv("WEBHOOK_SECRET"));

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", Endpoint::take);
        server.start();
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
        try {
            WEBHOOK.verify(body, headers);
            System.out.println(headers.firstValue("webhook-id").orElse(""));
            exchange.sendResponseHeaders(204, -1);
        } catch (WebhookVerificationException e) {
            exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }
}
