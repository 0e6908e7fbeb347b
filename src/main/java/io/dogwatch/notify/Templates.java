package io.dogwatch.notify;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileNameGlobMatcher;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates of letters: ours, and those that the operator put in their place. What comes from containers is only ever
 * data, escaped by the output format that each template has. A template can do nothing but write: it reaches no class, no
 * method and no file beside the others. Where the operator's fails, ours is used. Safe for use by many threads.
 */
public final class Templates {

    /** Ours alone. */
    public static final Templates BUILT_IN = new Templates(Optional.empty());

    /** What an operator's folder may hold. */
    static final List<String> NAMES =
            List.of("letter.txt.ftl", "letter.html.ftl", "report.txt.ftl", "report.html.ftl", "frame.html.ftl");

    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

    /** More than any mail server takes; a template that goes on for ever ends here. */
    private static final int MAX_CHARACTERS = 4 << 20;

    /** In which each of the HTML templates lies. */
    private static final String FRAME = "frame.html.ftl";

    /** What would take the escaping from a part of a template, or bring in what was not looked at. */
    private static final Pattern UNSAFE = Pattern.compile(
            "[<\\[]#(outputformat|noautoesc)\\b"
                    + "|[<\\[]#(include|import)\\s+(?!\"frame\\.html\\.ftl\")"
                    + "|\\?(no_?esc|interpret|eval|eval_?json|new|api|absolute_template_name)\\b"
                    + "|\\.get_?optional_?template\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Configuration OURS = configuration(new ClassTemplateLoader(Templates.class, ""));

    private final Optional<Configuration> theirs;

    /** Of which it was said that they fail. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private Templates(Optional<Configuration> theirs) {
        this.theirs = theirs;
    }

    /**
     * The operator's in front of ours.
     *
     * @param folder may hold any of {@link #NAMES}
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static Templates of(Path folder) {
        try {
            TemplateLoader both = new MultiTemplateLoader(new TemplateLoader[] {
                new FileTemplateLoader(folder.toFile()), new ClassTemplateLoader(Templates.class, "")
            });
            return new Templates(Optional.of(configuration(both)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tries the operator's templates with samples of all there is to say.
     *
     * @return what is wrong, one line each, with file and line; empty if all can be used
     */
    public static List<String> faults(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(folder + " is not a folder");
        }
        List<String> faults = new ArrayList<>();
        List<String> there = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".ftl"))
                    .sorted()
                    .forEach(there::add);
        } catch (IOException e) {
            return List.of(folder + " cannot be read: " + e);
        }
        there.stream()
                .filter(name -> !NAMES.contains(name))
                .forEach(name -> faults.add(name + ": unknown template" + DidYouMean.of(name, NAMES)));
        Templates templates = of(folder);
        for (String name : there.contains(FRAME) ? NAMES : there) {
            if (NAMES.contains(name)) {
                templates.fault(name).ifPresent(faults::add);
            }
        }
        return faults.stream().distinct().toList();
    }

    private Optional<String> fault(String name) {
        for (Map<String, Object> sample : TemplateSamples.of(name)) {
            try {
                fill(theirs.orElse(OURS), name, sample);
            } catch (IOException | TemplateException | RuntimeException e) {
                return Optional.of(words(name, e));
            }
        }
        return Optional.empty();
    }

    String fill(String name, Map<String, Object> model) {
        if (theirs.isPresent()) {
            try {
                String text = fill(theirs.get(), name, model);
                failing.remove(name);
                return text;
            } catch (IOException | TemplateException | RuntimeException e) {
                if (failing.add(name)) {
                    LOG.warn("template failed, using the built-in one error=\"{}\"", words(name, e));
                }
            }
        }
        try {
            return fill(OURS, name, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("template " + name, e);
        }
    }

    private static String fill(Configuration configuration, String name, Map<String, Object> model)
            throws IOException, TemplateException {
        boolean html = name.endsWith(".html.ftl");
        Template template = verified(configuration, name, html);
        if (html) {
            verified(configuration, FRAME, true);
        }
        Limited out = new Limited();
        template.process(model, out);
        return html ? out.toString() : FoldedText.of(out.toString());
    }

    private static Template verified(Configuration configuration, String name, boolean html) throws IOException {
        Template template = configuration.getTemplate(name);
        if (html && !(template.getOutputFormat() instanceof HTMLOutputFormat)) {
            throw new UnescapedException(name + ": output_format must be HTML, otherwise texts are not escaped");
        }
        Matcher unsafe = UNSAFE.matcher(template.toString());
        if (unsafe.find()) {
            throw new UnescapedException(name + ": " + unsafe.group().strip() + " is not allowed here");
        }
        return template;
    }

    /** Such as {@code letter.html.ftl line 3: …}, in one line. */
    private static String words(String name, Exception e) {
        return PlainText.line(
                switch (e) {
                    case ParseException parse ->
                        place(parse.getTemplateName(), name) + " line " + parse.getLineNumber() + ": "
                                + parse.getEditorMessage();
                    case TemplateException failed ->
                        place(failed.getTemplateSourceName(), name)
                                + (failed.getLineNumber() == null ? "" : " line " + failed.getLineNumber()) + ": "
                                + firstLine(failed.getMessageWithoutStackTop());
                    case UnescapedException unsafe -> String.valueOf(unsafe.getMessage());
                    default -> name + ": " + firstLine(String.valueOf(e.getMessage()));
                },
                400);
    }

    private static String place(@Nullable String told, String name) {
        return told == null ? name : told;
    }

    /** What follows are hints for whoever knows FreeMarker by heart. */
    private static String firstLine(String message) {
        return message.strip().split("\\n\\s*(\\n|----)", 2)[0];
    }

    private static Configuration configuration(TemplateLoader loader) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(loader);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setLocalizedLookup(false);
        // Only texts, lists and maps: nothing that has methods.
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setTemplateConfigurations(
                new ConditionalTemplateConfigurationFactory(new FileNameGlobMatcher("*.html.ftl"), html()));
        return configuration;
    }

    private static TemplateConfiguration html() {
        TemplateConfiguration html = new TemplateConfiguration();
        html.setOutputFormat(HTMLOutputFormat.INSTANCE);
        html.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        return html;
    }

    /** A template of the operator's would let a container write HTML. */
    private static final class UnescapedException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        UnescapedException(String why) {
            super(why);
        }
    }

    private static final class Limited extends StringWriter {
        @Override
        public void write(String text) {
            super.write(text);
            check();
        }

        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            check();
        }

        @Override
        public void write(char[] text, int offset, int length) {
            super.write(text, offset, length);
            check();
        }

        @Override
        public void write(int character) {
            super.write(character);
            check();
        }

        private void check() {
            if (getBuffer().length() > MAX_CHARACTERS) {
                throw new IllegalStateException("output must not exceed " + MAX_CHARACTERS + " characters");
            }
        }
    }
}
