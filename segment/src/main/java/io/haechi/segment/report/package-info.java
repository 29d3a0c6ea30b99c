/** What was found, as JSON, CSV, text for a terminal and one HTML page that needs nothing else. */
@NullMarked
package io.haechi.segment.report;

import org.jspecify.annotations.NullMarked;
