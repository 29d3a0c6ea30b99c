package io.haechi.call.speech.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A package index on this machine with one file, which can be told to misbehave. */
final class Mirror implements AutoCloseable {
    final List<String> ranges = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    private final HttpServer server;
    private final String fileName;
    byte[] content;
    boolean isJson = true;
    boolean takesRanges = true;
    int status = 200;
    /** How many bytes of an answer to send before the connection ends. */
    int most = Integer.MAX_VALUE;

    Mirror(String fileName, byte[] content) throws IOException {
        this.fileName = fileName;
        this.content = content;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/simple/", this::page);
        server.createContext("/files/", this::file);
        server.start();
    }

    URI index() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/simple/");
    }

    private void page(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String link = "../../files/" + fileName;
        String body = isJson
                ? "{\"files\": [{\"filename\": \"other.whl\", \"url\": \"x\"}, {\"filename\": \"" + fileName
                        + "\", \"url\": \"" + link + "\"}]}"
                : "<html><a href=\"x\">other.whl</a>\n<a data-x='1' href=\"" + link + "#sha256=00\">" + fileName
                        + "</a></html>";
        exchange.getResponseHeaders()
                .set("Content-Type", isJson ? "application/vnd.pypi.simple.v1+json" : "text/html; charset=utf-8");
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    private void file(HttpExchange exchange) throws IOException {
        @Nullable String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        if (range == null || !takesRanges) {
            send(exchange, 200, content, most);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
        send(exchange, 206, Arrays.copyOfRange(content, from, content.length), most);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int most) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, Math.min(most, body.length));
            out.flush();
        } catch (IOException e) {
            // The reader left, or we end the answer early on purpose.
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
