package io.dogwatch.web.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources say about a class or a method, as Markdown. Not thread-safe. */
final class Javadocs {

    /**
     * A comment.
     *
     * @param first its first sentence, without the full stop
     * @param rest what follows it
     */
    record Doc(String first, String rest, Map<String, String> params, Optional<String> returns) {

        static final Doc NONE = new Doc("", "", Map.of(), Optional.empty());

        String whole() {
            return rest.isEmpty() ? first : first + ". " + rest;
        }
    }

    private record Key(String type, String method, int parameters) {}

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    private final Path sources;
    private final Map<Key, Doc> docs = new HashMap<>();
    private final Map<Class<?>, Boolean> read = new HashMap<>();

    /** Of the source that is being read: the full names of what it imports, by the short ones. */
    private Map<String, String> imported = Map.of();

    /** @param sources the folder of the packages */
    Javadocs(Path sources) {
        this.sources = sources;
    }

    Doc of(Class<?> type) {
        return doc(type, new Key(type.getName(), "", 0));
    }

    Doc of(Method method) {
        return doc(
                method.getDeclaringClass(),
                new Key(method.getDeclaringClass().getName(), method.getName(), method.getParameterCount()));
    }

    private Doc doc(Class<?> type, Key key) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        if (read.put(outermost, true) == null) {
            read(outermost);
        }
        return docs.getOrDefault(key, Doc.NONE);
    }

    private void read(Class<?> outermost) {
        Path file = sources.resolve(outermost.getName().replace('.', '/') + ".java");
        try {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                imported = imports(unit);
                for (Tree type : unit.getTypeDecls()) {
                    walk(trees, new TreePath(new TreePath(unit), type), outermost);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> imports(CompilationUnitTree unit) {
        return unit.getImports().stream()
                .filter(it -> !it.isStatic())
                .map(it -> it.getQualifiedIdentifier().toString())
                .collect(Collectors.toMap(name -> name.substring(name.lastIndexOf('.') + 1), name -> name));
    }

    private void walk(DocTrees trees, TreePath path, Class<?> type) {
        keep(trees, path, new Key(type.getName(), "", 0), type);
        for (Tree member : ((ClassTree) path.getLeaf()).getMembers()) {
            TreePath below = new TreePath(path, member);
            switch (member) {
                case MethodTree method ->
                    keep(
                            trees,
                            below,
                            new Key(
                                    type.getName(),
                                    method.getName().toString(),
                                    method.getParameters().size()),
                            type);
                case ClassTree nested ->
                    Stream.of(type.getDeclaredClasses())
                            .filter(one -> nested.getSimpleName().contentEquals(one.getSimpleName()))
                            .forEach(one -> walk(trees, below, one));
                default -> {}
            }
        }
    }

    private void keep(DocTrees trees, TreePath path, Key key, Class<?> inside) {
        DocCommentTree comment = trees.getDocCommentTree(path);
        if (comment == null) {
            return;
        }
        Map<String, String> params = new HashMap<>();
        Optional<String> returns = Optional.empty();
        for (DocTree block : comment.getBlockTags()) {
            if (block instanceof ParamTree param) {
                params.put(param.getName().toString(), text(param.getDescription(), inside));
            } else if (block instanceof ReturnTree answer) {
                returns = Optional.of(text(answer.getDescription(), inside));
            }
        }
        docs.put(
                key,
                new Doc(
                        text(comment.getFirstSentence(), inside).replaceFirst("\\.$", ""),
                        text(comment.getBody(), inside),
                        params,
                        returns));
    }

    private String text(List<? extends DocTree> parts, Class<?> inside) {
        return parts.stream()
                .map(part -> text(part, inside))
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private String text(DocTree part, Class<?> inside) {
        return switch (part) {
            case TextTree text -> text.getBody();
            case LiteralTree literal -> {
                String body = literal.getBody().getBody();
                yield literal.getKind() == DocTree.Kind.CODE ? "`" + body + "`" : body;
            }
            case ValueTree value -> constant(value.getReference().getSignature(), inside);
            case LinkTree link ->
                link.getLabel().isEmpty() ? link.getReference().getSignature() : text(link.getLabel(), inside);
            default ->
                throw new IllegalArgumentException(inside + " has a comment with " + part.getKind() + ": " + part);
        };
    }

    private String full(String name, Class<?> inside) {
        return imported.getOrDefault(name, inside.getPackageName() + "." + name);
    }

    /** Such as {@code MAX}, {@code #MAX} or {@code Sight#LISTED}. */
    private String constant(String reference, Class<?> inside) {
        int hash = reference.indexOf('#');
        try {
            Class<?> owner = hash < 1 ? inside : Class.forName(full(reference.substring(0, hash), inside));
            Field field = owner.getDeclaredField(reference.substring(hash + 1));
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(inside + " names " + reference, e);
        }
    }
}
