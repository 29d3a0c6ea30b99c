package io.haechi.core.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Looks for keys that a record has not, before it is bound. Jackson refuses them too, but only after it has built the
 * record, so that a misspelt key would be reported as whatever its absence leads to.
 */
final class UnknownKeys {
    private UnknownKeys() {}

    /** A key with its place, and the keys that may stand there. */
    record Unknown(String path, Iterable<String> known) {}

    static Optional<Unknown> find(ObjectMapper mapper, JsonNode node, JavaType type) {
        return find(mapper, node, type, "");
    }

    private static Optional<Unknown> find(ObjectMapper mapper, JsonNode node, JavaType type, String place) {
        if (node.isArray() && type.isCollectionLikeType()) {
            return IntStream.range(0, node.size())
                    .mapToObj(i -> find(mapper, node.get(i), type.getContentType(), place + "[" + i + "]"))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        Map<String, JavaType> known = node.isObject() ? keys(mapper, type) : Map.of();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String prefix = place.isEmpty() ? "" : place + ".";
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JavaType fieldType = known.get(field.getKey());
            if (fieldType == null) {
                return Optional.of(new Unknown(prefix + field.getKey(), known.keySet()));
            }
            Optional<Unknown> deeper = find(mapper, field.getValue(), fieldType, prefix + field.getKey());
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    /** The keys of a record, or of any of the records that a value of a sealed kind may be; none for other types. */
    private static Map<String, JavaType> keys(ObjectMapper mapper, JavaType type) {
        Map<String, JavaType> keys = new TreeMap<>();
        if (type.getRawClass().isRecord()) {
            for (BeanPropertyDefinition property :
                    mapper.getDeserializationConfig().introspect(type).findProperties()) {
                keys.put(property.getName(), property.getPrimaryType());
            }
        } else if (type.getRawClass().isSealed()) {
            JsonTypeInfo kindOf = type.getRawClass().getAnnotation(JsonTypeInfo.class);
            if (kindOf != null && !kindOf.property().isEmpty()) {
                keys.put(kindOf.property(), mapper.constructType(String.class));
            }
            for (Class<?> kind : type.getRawClass().getPermittedSubclasses()) {
                keys.putAll(keys(mapper, mapper.constructType(kind)));
            }
        }
        return keys;
    }
}
