package vn.hoixa.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.account.Audit;
import vn.hoixa.dossier.DossierImports;
import vn.hoixa.dossier.ImportOutcome;
import vn.hoixa.dossier.Report;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/**
 * Takes a commune's list of dossiers from the command line, on the management port.
 *
 * <p>A servlet, because an endpoint reads its input as JSON and as a whole, and a list is long. Named in
 * {@code META-INF/spring} and no component: only the management port is to have it.
 */
final class DossierServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final transient Communes communes;
    private final transient DossierImports imports;

    private DossierServlet(Communes communes, DossierImports imports) {
        this.communes = communes;
        this.imports = imports;
    }

    /** Read by Spring Boot for the management port alone. */
    static final class Registration {
        @Bean
        ServletRegistrationBean<DossierServlet> dossiers(Communes communes, DossierImports imports) {
            return new ServletRegistrationBean<>(new DossierServlet(communes, imports), "/actuator/dossiers/*");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Commune commune = path == null ? null : communes.named(path.substring(1));
        if (commune == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // From the address alone: to ask for a parameter could read the file away as a form.
        boolean isConfirmed = "confirmed".equals(request.getQueryString());
        ImportOutcome outcome = imports.take(commune, request.getInputStream(), isConfirmed, Audit.OPERATOR);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JSON.writeValueAsString(told(outcome)));
    }

    private static Map<String, Object> told(ImportOutcome outcome) {
        Map<String, Object> told = new LinkedHashMap<>();
        switch (outcome) {
            case ImportOutcome.Taken taken -> {
                Report report = taken.report();
                told.put("outcome", "taken");
                told.put("read", report.read());
                told.put("kept", report.kept());
                told.put("skipped", report.skipped());
                for (Report.Kind kind : Report.Kind.values()) {
                    if (report.count(kind) > 0) {
                        told.put(kind.key(), Map.of("times", report.count(kind), "rows", report.rows(kind)));
                    }
                }
                told.put("unknown-states", report.unknownStates());
            }
            case ImportOutcome.HeldBack held -> {
                told.put("outcome", "held-back");
                told.put("before", held.before());
                told.put("now", held.now());
            }
            case ImportOutcome.Renamed renamed -> {
                told.put("outcome", "renamed");
                told.put(
                        "missing",
                        renamed.missing().stream().map(column -> column.key()).toList());
                told.put("headers", renamed.headers());
            }
            case ImportOutcome.Refused refused ->
                told.put("outcome", refused.cause().key());
        }
        return told;
    }
}
